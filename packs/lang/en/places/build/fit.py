#!/usr/bin/env python3
"""fit.py EVIDENCE.jsonl GOLD.jsonl [EVIDENCE GOLD ...] > weights.tsv

Fits the weights of recognition, a logistic model, to corpora with marked toponyms. EVIDENCE comes from
`cargo run --example place_evidence -- packs GOLD.jsonl`. Even documents are fitted on, odd ones tested;
the tested figures go to standard error. Needs numpy."""
import json
import sys

import numpy as np


def load(evidence, gold):
    marked = {row["id"]: (n, row["toponyms"]) for n, row in enumerate(map(json.loads, open(gold, encoding="utf8")))}
    for row in map(json.loads, open(evidence, encoding="utf8")):
        number, toponyms = marked[row["id"]]
        right = any(t["start"] < row["end"] and row["start"] < t["end"] for t in toponyms)
        yield number, right, row


def fit(x, y, penalty=1.0):
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty * np.eye(len(w))
        w -= np.linalg.solve(hessian, x.T @ (p - y) + penalty * w)
    return w


def main():
    files = sys.argv[1:]
    rows = [r for e, g in zip(files[::2], files[1::2]) for r in [(g, *row) for row in load(e, g)]]
    names = sorted({n for *_, row in rows for n in row["features"] if n != "sort_demonym"})
    rows = [r for r in rows if "sort_demonym" not in r[3]["features"]]
    x = np.array([[row["features"].get(n, 0.0) for n in names] for *_, row in rows])
    y = np.array([float(right) for _, _, right, _ in rows])
    even = np.array([number % 2 == 0 for _, number, _, _ in rows])
    w = fit(x[even], y[even])
    p = 1 / (1 + np.exp(-x @ w))
    for file in files[1::2]:
        total = sum(len(r["toponyms"]) for n, r in enumerate(map(json.loads, open(file, encoding="utf8"))) if n % 2)
        part = np.array([g == file for g, *_ in rows]) & ~even
        for bar in (0.35, 0.5, 0.6):
            said = part & (p >= bar)
            hit = (said & (y > 0)).sum()
            print(f"{file} odd bar {bar}: P {hit / said.sum():.3f} R {hit / total:.3f} F1 {2 * hit / (said.sum() + total):.3f}", file=sys.stderr)
    w = fit(x, y)
    print("# Fitted by build/fit.py; see its head. The weights of a logistic model of whether words name a place.")
    print("feature\tweight\tsource\tlicence")
    for name, weight in zip(names, w):
        print(f"{name}\t{weight:.3f}\tdateline\tMIT OR Apache-2.0")
    wrong = sorted(((abs(pp - yy), row["name"], yy, [k for k, v in row["features"].items() if v]) for pp, yy, e, (*_, row) in zip(p, y, even, rows) if e and abs(pp - yy) > 0.5), key=lambda t: -t[0])
    if "-v" in sys.argv:
        for item in wrong[:200]:
            print(item, file=sys.stderr)


if __name__ == "__main__":
    main()
