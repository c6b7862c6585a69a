"""How likely a score means it is right (Platt 1999), and how well that holds."""

import numpy as np


def logit(p):
    p = np.clip(np.asarray(p, float), 1e-6, 1 - 1e-6)
    return np.log(p / (1 - p))


def fit(raw, right, pull=1.0):
    """(slope, offset) of the logistic curve through raw probabilities and whether each was
    right, with a weak pull towards the raw ones, by Newton's method with halved steps."""
    x, y = logit(raw), np.asarray(right, float)
    features = np.stack([x, np.ones_like(x)], 1)
    home = w = np.array([1.0, 0.0])

    def loss(w):
        z = features @ w
        return np.sum(np.logaddexp(0, z) - y * z) + pull / 2 * np.sum((w - home) ** 2)

    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(features @ w, -50, 50)))
        slope = features.T @ (p - y) + pull * (w - home)
        bend = (features * (p * (1 - p))[:, None]).T @ features + pull * np.eye(2)
        step, share = np.linalg.solve(bend, slope), 1.0
        while share > 1e-6 and loss(w - share * step) > loss(w):
            share /= 2
        w = w - share * step
    return float(w[0]), float(w[1])


def apply(raw, calibration):
    return 1 / (1 + np.exp(-(calibration[0] * logit(raw) + calibration[1])))


def expected_error(likely, right, bins=10):
    """Expected calibration error over equal-width bins (Guo and others 2017)."""
    likely, right = np.asarray(likely, float), np.asarray(right, float)
    which = np.minimum((likely * bins).astype(int), bins - 1)
    total = 0.0
    for b in range(bins):
        inside = which == b
        if inside.any():
            total += inside.mean() * abs(likely[inside].mean() - right[inside].mean())
    return float(total)
