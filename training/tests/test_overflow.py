import numpy as np

from encoder.overflow import LEAST, MOST, sums, without_overflow


def weights(seed):
    drawn = np.random.default_rng(seed).normal(0, 40, (64, 8))
    return np.clip(np.round(drawn), -127, 127).astype(np.int8)


def pairs(kept):
    return kept.astype(np.float64).reshape(32, 2, 8)


def test_no_pair_overflows_at_the_levels_seen():
    given, lowest, highest = weights(3), np.full(64, 100), np.full(64, 255)
    kept, scaled = without_overflow(given, lowest, highest)
    assert sums(pairs(given), lowest, highest)[0].max() > MOST
    most, least = sums(pairs(kept), lowest, highest)
    assert most.max() <= MOST and least.min() >= LEAST
    assert np.abs(kept / scaled - given).max() < 40


def test_weights_that_fit_stay():
    given = weights(4)
    kept, scaled = without_overflow(given, np.zeros(64), np.full(64, 120))
    assert (kept == given).all() and (scaled == 1).all()
