import numpy as np
from encoder.calibration import apply, expected_error, fit


def test_overconfident_scores_are_pulled_back():
    rng = np.random.default_rng(1)
    raw = rng.uniform(0.05, 0.95, 4000)
    right = rng.random(4000) < 0.5 + (raw - 0.5) * 0.4
    before = expected_error(raw, right)
    after = expected_error(apply(raw, fit(raw, right)), right)
    assert before > 0.1 > 0.04 > after


def test_expected_error_of_known_bins():
    assert abs(expected_error([0.9, 0.9, 0.1, 0.1], [1, 1, 0, 1]) - 0.25) < 1e-9
