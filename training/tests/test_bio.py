import numpy as np

from encoder.bio import decode, encode, to_words
from encoder.pieces import Words, breaks, chunks, windows


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


def test_windows_follow_each_other_and_cover_everything():
    assert windows(0, []) == [(0, 0)]
    assert windows(254, [(100, True)]) == [(0, 254)]
    assert windows(600, []) == [(0, 254), (254, 427), (427, 600)]


def test_windows_end_where_a_paragraph_does_and_else_a_sentence():
    assert windows(300, [(140, True), (150, False)])[0] == (0, 140)
    assert windows(300, [(100, True), (150, False)])[0] == (0, 150)
    assert windows(600, [(230, True), (250, False)])[0] == (0, 230)


def test_text_breaks_after_stops_and_at_line_ends():
    text = "he fled . they ran\nback"
    w = words(text.replace("\n", " "))
    assert breaks(text, w) == [(3, False), (5, True)]


def test_chunks_leave_nothing_out():
    for seed in range(20):
        got = chunks(1000, np.random.default_rng(seed))
        assert {i for a, b in got for i in range(a, b)} == set(range(1000))
        assert max(b - a for a, b in got) <= 382
