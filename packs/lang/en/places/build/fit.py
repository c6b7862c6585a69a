#!/usr/bin/env python3
"""fit.py CASED CASELESS > weights.tsv

Fits the weights of recognition, a logistic model, to corpora with marked toponyms. CASED and CASELESS
are lists EVIDENCE.jsonl,GOLD.jsonl,EVIDENCE,GOLD,... of texts as printed, and of the same in lower case and in
capitals. EVIDENCE comes from `cargo run --release --example place_evidence -- packs GOLD.jsonl`. How weights
fitted on even documents do on the odd ones goes to standard error. Needs numpy."""
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


def figures(name, rows, probability, total):
    for bar in (0.35, 0.5, 0.6):
        said = [right for (_, right, _), p in zip(rows, probability) if p >= bar]
        hit = sum(said)
        f1 = 2 * hit / (len(said) + total)
        print(f"{name} bar {bar}: P {hit / max(1, len(said)):.3f} R {hit / total:.3f} F1 {f1:.3f}", file=sys.stderr)


def fitted(files, names):
    """The weights from all of the corpora; how well those of their even documents do on the odd."""
    corpora = [(g, [r for r in load(e, g) if "sort_demonym" not in r[2]["features"]]) for e, g in zip(files[::2], files[1::2])]
    table = lambda rows: np.array([[row["features"].get(n, 0.0) for n in names] for _, _, row in rows])
    answer = lambda rows: np.array([float(right) for _, right, _ in rows])
    every = [r for _, rows in corpora for r in rows]
    even = [r for r in every if r[0] % 2 == 0]
    w = fit(table(even), answer(even))
    for gold, rows in corpora:
        odd = [r for r in rows if r[0] % 2]
        total = sum(len(json.loads(line)["toponyms"]) for n, line in enumerate(open(gold, encoding="utf8")) if n % 2)
        figures(gold, odd, 1 / (1 + np.exp(-table(odd) @ w)), total)
    return fit(table(every), answer(every))


def main():
    cased, caseless = (part.split(",") for part in sys.argv[1:3])
    rows = [json.loads(line) for e in (cased + caseless)[::2] for line in open(e, encoding="utf8")]
    names = sorted({n for row in rows for n in row["features"] if n != "sort_demonym"})
    columns = fitted(cased, names), fitted(caseless, names)
    print("# Fitted by build/fit.py; see its head. The weights of a logistic model of whether words name a place.")
    print("feature\tcased\tcaseless\tsource\tlicence")
    for name, with_case, without in zip(names, *columns):
        print(f"{name}\t{with_case:.3f}\t{without:.3f}\tdateline\tMIT OR Apache-2.0")


if __name__ == "__main__":
    main()
