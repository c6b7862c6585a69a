"""What the exported files say of three short texts, for the reader's tests:
`python -m encoder.golden --weights DIR --run DIR --models DIR --out FILE`.

The texts are invented. Offsets are half-open in code points; word spans are half-open."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

from . import read_fillers, read_statements
from .corpora import FILLER_ROLES, STATEMENT_ROLES, Article, Incident
from .evaluate import constants_from, load_averaged
from .linking import Layout, facts, layout, pool
from .pieces import load_tokenizer, split
from .predict import onnx_runner, predict, torch_runner
from .train import special_pieces

TEXTS = (
    'Gunmen on two motorcycles shot dead four policemen near the grain market of Orsha Kul '
    'on Monday, the provincial governor said. "They came at dawn and burned the checkpoint," '
    "Colonel Adel Nassar told reporters. He added that a roadside bomb had been found later.\n\n"
    "No group claimed the attack.",
    "A car bomb wrecked the town hall of San Eladio yesterday and wounded nine clerks. "
    "According to a military spokesman, the Red Valley Brigade (RVB) planted the device. "
    "The brigade denied it in a leaflet, saying that its fighters never harm civilians.",
    "The farmers' union held its yearly meeting in the old theatre on Saturday. Members voted "
    "to plant more barley, and the choir of the village school sang three songs.",
)


def rounded(array, digits=3):
    return np.round(np.asarray(array, np.float64), digits).tolist()


def golden(text, tokenizer, runs, special, reader, s_constants, f_constants):
    words = split(text, tokenizer)
    empty = np.zeros((len(words), 3), np.int64)
    article = Article("", text, words, layout(text, words), empty, [])
    scores, whole = (predict(run, [article], special)[0] for run in runs)
    s_crf = reader.statement_crf.scores().detach().numpy()
    f_crf = reader.filler_crf.scores().detach().numpy()
    tags = read_statements.spans(article, scores, s_crf, s_constants)
    statements = read_statements.link(article, scores, tags, reader.linker, s_constants)
    incident = Incident("", text, words, empty, {})
    return {
        "text": text,
        "pieces": words.ids.tolist(),
        "words": [[int(a), int(b)] for a, b in zip(words.start, words.end)],
        "first_piece": words.first.tolist(),
        "sentence": article.layout.sentence.tolist(),
        "paragraph": article.layout.paragraph.tolist(),
        "statement_tags": rounded(scores.statement_tags),
        "filler_tags": rounded(scores.filler_tags),
        "float_statement_tags": rounded(whole.statement_tags),
        "float_filler_tags": rounded(whole.filler_tags),
        "statements": read_statements.to_characters(article, statements),
        "gate": round(read_fillers.gate(scores), 4),
        "fillers": read_fillers.fillers(incident, scores, f_crf, f_constants),
    }


def linker_golden(reader):
    """Scores of the linker and the pair head on vectors anyone can make: component `k` of
    word `w` is `sin(0.37 w + 0.11 k)`."""
    width, words = reader.linker.none[0].in_features // 3, 40
    vectors = torch.sin(0.37 * torch.arange(words)[:, None] + 0.11 * torch.arange(width)[None])
    lay = Layout(np.arange(words) // 12, np.arange(words) // 24)
    cues, contents, sources = [(4, 5), (20, 22)], [(6, 11), (14, 19), (21, 30)], [(0, 4), (31, 33)]
    content_facts, source_facts = (facts(lay, cues, s, contents)[0] for s in (contents, sources))
    pooled = pool(vectors, cues)
    with torch.no_grad():
        content = reader.linker.content(pooled, pool(vectors, contents), content_facts)
        source = reader.linker.source(pooled, pool(vectors, sources), source_facts)
        pair = reader.pair(torch.cat([vectors.mean(0), vectors[3], vectors[9]]))
        none = reader.linker.none(pooled)[:, 0]
    return {
        "words": words,
        "sentence": lay.sentence.tolist(),
        "paragraph": lay.paragraph.tolist(),
        "cues": cues,
        "contents": contents,
        "sources": sources,
        "content_facts": content_facts.tolist(),
        "source_facts": source_facts.tolist(),
        "content_scores": rounded(content),
        "source_scores": rounded(source),
        "none_scores": rounded(none),
        "pair_source": 3,
        "pair_target": 9,
        "pair_scores": rounded(pair),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "run", "models", "out"):
        parser.add_argument("--" + name, required=True)
    a = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = load_tokenizer(a.weights)
    reader = load_averaged(a.weights, a.run)
    heads = load_file(Path(a.models) / "heads.safetensors")
    reader.pair.load_state_dict({n.removeprefix("pair."): t for n, t in heads.items() if n.startswith("pair.")})
    constants = constants_from(json.loads((Path(a.models) / "decoder.json").read_text()))
    special = special_pieces(tokenizer)
    runs = onnx_runner(Path(a.models) / "encoder.onnx"), torch_runner(reader)
    texts = [golden(t, tokenizer, runs, special, reader, *constants) for t in TEXTS]
    out = {"texts": texts, "linker": linker_golden(reader)}
    Path(a.out).write_text(json.dumps(out, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
