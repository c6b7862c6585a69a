import numpy as np

from encoder.bio import decode, encode, to_words
from encoder.pieces import Words, chunks, windows


def words(text):
    start, out = 0, []
    for word in text.split(" "):
        out.append((start, start + len(word)))
        start += len(word) + 1
    n = np.arange(len(out))
    return Words(n, n, np.array([s for s, _ in out]), np.array([e for _, e in out]))


def test_a_span_covers_every_word_it_touches():
    assert to_words(words("the mayor said so"), [(5, 12)]) == [(1, 3)]


def test_touching_fragments_are_joined_and_apart_ones_are_not():
    w = words("the mayor said so")
    assert to_words(w, [(0, 3), (4, 9)]) == [(0, 2)]
    assert to_words(w, [(0, 3), (10, 14)]) == [(0, 1), (2, 3)]


def test_white_space_alone_is_no_span():
    assert to_words(words("the mayor"), [(3, 4)]) == []


def test_tags_and_spans_agree():
    spans = [(0, 2), (2, 3), (5, 8)]
    assert decode(encode(spans, 9)) == spans


def test_an_inner_span_cuts_the_outer_one():
    assert list(encode([(0, 5), (2, 3)], 5)) == [1, 2, 1, 2, 2]


def test_inside_without_begin_opens_a_span():
    assert decode([2, 2, 0, 2]) == [(0, 2), (3, 4)]


def test_windows_cover_everything_and_overlap():
    got = windows(1000, 382, 96)
    assert got[0][0] == 0 and got[-1][1] == 1000
    assert all(b[0] == a[1] - 96 for a, b in zip(got, got[1:]))


def test_an_empty_text_has_one_window():
    assert windows(0) == [(0, 0)]


def test_chunks_leave_nothing_out():
    for seed in range(20):
        got = chunks(1000, np.random.default_rng(seed))
        assert {i for a, b in got for i in range(a, b)} == set(range(1000))
        assert max(b - a for a, b in got) <= 382
