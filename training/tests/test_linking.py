import numpy as np

from encoder.linking import NEAR, Layout, facts, layout
from encoder.pieces import Words


def test_facts_say_where_a_span_lies():
    lay = Layout(np.array([0, 0, 0, 1, 1, 1]), np.zeros(6, np.int64))
    got, gap, overlap = facts(lay, [(2, 3)], [(0, 1), (2, 3), (4, 6)], [(4, 6)])
    assert gap.tolist() == [[1, 0, 1]] and overlap.tolist() == [[False, True, False]]
    assert got[0, 0, 0] == 16 + 2 and got[0, 1, 0] == NEAR and got[0, 2, 0] == 2
    assert got[0, :, 1].tolist() == [0, 0, 1]


def test_sentences_end_before_a_capital_and_paragraphs_at_a_line_end():
    text = "He left. She did\nnot . x"
    spans = [(0, 2), (3, 7), (7, 8), (9, 12), (13, 16), (17, 20), (21, 22), (23, 24)]
    n = np.arange(len(spans))
    words = Words(n, n, np.array([a for a, _ in spans]), np.array([b for _, b in spans]))
    lay = layout(text, words)
    assert lay.sentence.tolist() == [0, 0, 0, 1, 1, 2, 2, 2]
    assert lay.paragraph.tolist() == [0, 0, 0, 0, 0, 1, 1, 1]
