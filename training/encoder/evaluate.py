"""Tune decoder constants on the held-out part and score on the dev parts:
`python -m encoder.evaluate --weights DIR --corpora DIR --metrics DIR --run DIR [--graph FILE]`.

Scores come from the run's averaged weights, or from an exported graph."""

import argparse
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path

import torch

from . import calibration, corpora, read_fillers, read_statements
from .model import Reader
from .pieces import WINDOW, load_tokenizer
from .predict import onnx_runner, predict, torch_runner
from .train import HELD_OUT, special_pieces


def statements_of(documents, scores, tags, model, constants):
    return [
        read_statements.link(d, s, t, model.linker, constants)
        for d, s, t in zip(documents, scores, tags)
    ]


def gold_articles(metric, path, documents):
    """The corpus' own character spans of the documents, as the scorer takes them."""
    given = {row["id"]: row["attributions"] for row in corpora.rows(path)}
    return [metric.Article(d.text, given[d.id]) for d in documents]


def statement_counts(metric, golds, documents, predicted):
    counts = []
    for gold, d, p in zip(golds, documents, predicted):
        counts.append(metric.count(gold, metric.Article(d.text, read_statements.to_characters(d, p))))
    return {k: metric.prf(*v) + tuple(v) for k, v in metric.total(counts).items()}


def tune_statements(metric, golds, documents, scores, model):
    """One constant after the other, keeping what raises whole attribution F1."""
    crf = model.statement_crf.scores().detach().numpy()
    tagged = {}

    def value(c):
        if c.bias not in tagged:
            tagged[c.bias] = [read_statements.spans(d, s, crf, c) for d, s in zip(documents, scores)]
        predicted = statements_of(documents, scores, tagged[c.bias], model, c)
        return statement_counts(metric, golds, documents, predicted)["whole attrib"][2]

    tries = [("bias", [(a, b, c) for a in (0, 1, 2) for b in (0, 1, 2) for c in (0, 1)])]
    tries += [("none", [-1.0, -0.5, 0.5, 1.0])]
    tries += [("alone_gap", [6, 20, 40]), ("alone_paragraphs", [0, 1, 2]), ("alone_reach", [5, 15, 40])]
    return climb(read_statements.Constants(), tries, value)


def climb(constants, tries, value):
    best = value(constants)
    for name, options in tries:
        for option in options:
            changed = replace(constants, **{name: option})
            if (v := value(changed)) > best + 1e-4:
                best, constants = v, changed
    return constants


def tune_fillers(metric, documents, scores, transition):
    golds = {d.id: d.entities for d in documents}
    found = {}

    def value(c):
        if c.bias not in found:
            found[c.bias] = [read_fillers.candidates(d, s, transition, c.bias) for d, s in zip(documents, scores)]
        predicted = {}
        for d, s, f in zip(documents, scores, found[c.bias]):
            keep = read_fillers.gate(s) >= c.gate
            predicted[d.id] = {
                r: [[e.mentions[0][0]] for e in read_fillers.entities(f[r], c.group) if keep and e.score >= c.least[k]]
                for k, r in enumerate(corpora.FILLER_ROLES)
            }
        return metric.score(golds, predicted)["micro"][2]

    levels = (0.15, 0.25, 0.35, 0.45, 0.55, 0.65)
    tries = [("bias", [(b,) * 5 for b in (0.0, 1.0, 2.0)]), ("least", [(x,) * 5 for x in levels])]
    tries += [("gate", [0.1, 0.2, 0.3, 0.4, 0.6])]
    constants = climb(read_fillers.Constants(), tries, value)
    for k in range(5):
        vary = [constants.least[:k] + (x,) + constants.least[k + 1 :] for x in levels]
        constants = climb(constants, [("least", vary)], value)
    return constants


def statements_right(metric, golds, documents, scores, tags, model, constants):
    """(raw score, whether it stands in gold as a whole) of every statement."""
    crf = model.statement_crf.scores().detach().numpy()
    out = []
    for gold, d, s, t in zip(golds, documents, scores, tags):
        found = read_statements.link(d, s, t, model.linker, constants)
        raw = read_statements.raw_scores(s, found, crf)
        for one, r in zip(read_statements.to_characters(d, found), raw):
            alone = metric.total([metric.count(gold, metric.Article(d.text, [one]))])
            out.append((r, alone["whole attrib"][0] > 0))
    return out


def fillers_right(documents, scores, transition, constants):
    """(raw score, whether gold has such an entity in that role) of every entity kept."""
    out = []
    for d, s in zip(documents, scores):
        if read_fillers.gate(s) < constants.gate:
            continue
        found = read_fillers.candidates(d, s, transition, constants.bias)
        for k, role in enumerate(corpora.FILLER_ROLES):
            gold = {read_fillers.name(m) for e in d.entities[role] for m in e}
            for e in read_fillers.entities(found[role], constants.group):
                if e.score >= constants.least[k]:
                    out.append((e.score, read_fillers.name(e.mentions[0][0]) in gold))
    return out


def constants_from(given):
    """(statements', fillers') constants of a decoder file."""
    tuples = lambda d: {k: tuple(v) if isinstance(v, list) else v for k, v in d.items()}  # noqa: E731
    statements = read_statements.Constants(**tuples(given["statements"]))
    fillers = {k: v for k, v in tuples(given["fillers"]).items() if k not in ("articles", "particles")}
    return statements, read_fillers.Constants(**fillers)


def decoder(s_constants, f_constants):
    """All the reader needs to know beside the weights."""
    return {
        "window": WINDOW,
        "statement_roles": corpora.STATEMENT_ROLES,
        "filler_roles": corpora.FILLER_ROLES,
        "incidents": corpora.INCIDENTS,
        "roots": corpora.ROOTS,
        "languages": ["en"],
        "statements": asdict(s_constants),
        "fillers": asdict(f_constants) | {"articles": read_fillers.ARTICLES, "particles": read_fillers.PARTICLES},
    }


def load_averaged(weights, run):
    """A run's averaged weights."""
    model = Reader(weights)
    averaged = torch.load(Path(run) / "average.pt", weights_only=True, map_location="cpu")
    missing = model.load_state_dict(averaged, strict=False)
    assert not any(missing), f"{run} was trained with other heads: {missing}"
    return model.eval()


def calibrated_error(pairs, constants):
    raw, right = zip(*pairs)
    return calibration.expected_error(calibration.apply(raw, constants.calibration), right)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "corpora", "metrics", "run"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--graph", help="score this exported graph instead of the weights")
    parser.add_argument("--constants", help="file of constants to use instead of tuning")
    parser.add_argument("--decoder", help="where to write the constants (JSON)")
    parser.add_argument("--scores", help="where to write the scores (JSON)")
    a = parser.parse_args()
    sys.path.insert(0, a.metrics)
    import roles as role_metric
    import statements as statement_metric

    torch.set_num_threads(1)
    tokenizer = load_tokenizer(a.weights)
    special = special_pieces(tokenizer)
    model = load_averaged(a.weights, a.run)
    run = onnx_runner(a.graph) if a.graph else torch_runner(model)
    folder = Path(a.corpora)
    part = lambda docs: [d for d in docs if corpora.held_out(d.id, HELD_OUT)]  # noqa: E731
    out = {}

    path = lambda p: folder / f"polnear/polnear_{p}.jsonl"  # noqa: E731
    if a.constants:
        s_constants, f_constants = constants_from(json.loads(Path(a.constants).read_text()))
    else:
        held = part(corpora.articles(path("train"), tokenizer))
        golds = gold_articles(statement_metric, path("train"), held)
        held_scores = predict(run, held, special)
        s_constants = tune_statements(statement_metric, golds, held, held_scores, model)
        crf = model.statement_crf.scores().detach().numpy()
        tags = [read_statements.spans(d, s, crf, s_constants) for d, s in zip(held, held_scores)]
        pairs = statements_right(statement_metric, golds, held, held_scores, tags, model, s_constants)
        s_constants = replace(s_constants, calibration=calibration.fit(*zip(*pairs)))
    dev = corpora.articles(path("dev"), tokenizer)
    scores = predict(run, dev, special)
    crf = model.statement_crf.scores().detach().numpy()
    tags = [read_statements.spans(d, s, crf, s_constants) for d, s in zip(dev, scores)]
    golds = gold_articles(statement_metric, path("dev"), dev)
    predicted = statements_of(dev, scores, tags, model, s_constants)
    result = statement_counts(statement_metric, golds, dev, predicted)
    out["statements"] = {k: {"p": v[0], "r": v[1], "f1": v[2], "n": v[3:]} for k, v in result.items()}
    for k, v in result.items():
        print(f"{k:28s} P {100 * v[0]:5.1f} R {100 * v[1]:5.1f} F {100 * v[2]:5.1f}", flush=True)

    pairs = statements_right(statement_metric, golds, dev, scores, tags, model, s_constants)
    out["calibration"] = {"statements": calibrated_error(pairs, s_constants)}

    load = lambda p: corpora.incidents(  # noqa: E731
        folder / f"muc4/{p}_roles.jsonl", folder / f"muc4/{p}_templates.jsonl", tokenizer
    )
    transition = model.filler_crf.scores().detach().numpy()
    if not a.constants:
        held = part(load("train"))
        held_scores = predict(run, held, special)
        f_constants = tune_fillers(role_metric, held, held_scores, transition)
        pairs = fillers_right(held, held_scores, transition, f_constants)
        f_constants = replace(f_constants, calibration=calibration.fit(*zip(*pairs)))
    dev = load("dev")
    scores = predict(run, dev, special)
    predicted = {d.id: read_fillers.fillers(d, s, transition, f_constants) for d, s in zip(dev, scores)}
    result = role_metric.score({d.id: d.entities for d in dev}, predicted)
    out["fillers"] = {k: {"p": v[0], "r": v[1], "f1": v[2]} for k, v in result.items()}
    for k, v in result.items():
        print(f"{k:28s} P {100 * v[0]:5.1f} R {100 * v[1]:5.1f} F {100 * v[2]:5.1f}", flush=True)
    pairs = fillers_right(dev, scores, transition, f_constants)
    out["calibration"]["fillers"] = calibrated_error(pairs, f_constants)
    print(json.dumps(out["calibration"]))
    passed = [(read_fillers.gate(s) >= f_constants.gate, d.relevant) for s, d in zip(scores, dev)]
    kinds = [((read_fillers.incident_kinds(s) >= 0.5), d.types > 0) for s, d in zip(scores, dev)]
    hit, said, gold = (sum(int(f(g, t)) for g, t in kinds) for f in
                       (lambda g, t: (g & t).sum(), lambda g, t: g.sum(), lambda g, t: t.sum()))  # fmt: skip
    out["gate"] = {
        "recall": sum(p and r for p, r in passed) / max(1, sum(r for _, r in passed)),
        "passed": sum(p for p, _ in passed) / len(passed),
        "kinds_f1": 2 * hit / max(1, said + gold),
    }
    constants = decoder(s_constants, f_constants)
    print(json.dumps({"gate": out["gate"]}))
    print(json.dumps(constants))
    if a.decoder:
        Path(a.decoder).write_text(json.dumps(constants, indent=1) + "\n")
    if a.scores:
        Path(a.scores).write_text(json.dumps(out, indent=1) + "\n")


if __name__ == "__main__":
    main()
