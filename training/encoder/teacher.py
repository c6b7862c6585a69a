"""What trained teachers say of every training text, and of plain news, for a student to learn from:
`python -m encoder.teacher --weights DIR --run DIR… --corpora DIR --out FILE [--part K/N] [--graph FILE]`.

Of each text the teachers' mean logits a word are kept, in 16 bits, under the text's key; teachers whose logits are
to be averaged need the same transitions (`train --transitions`). Two processes side by side take half of the texts
each (`--part 0/2` and `--part 1/2`)."""

import argparse
from pathlib import Path

import torch
from safetensors.torch import save_file

from . import corpora
from .evaluate import load_averaged
from .pieces import load_tokenizer, split
from .predict import onnx_runner, predict, torch_runner
from .train import HELD_OUT, special_pieces


def texts(folder):
    """Every text that may be taught: the train parts without the held-out documents, and plain news."""
    folder = Path(folder)
    taught = [
        *corpora.rows(folder / "polnear/polnear_train.jsonl"),
        *corpora.rows(folder / "muc4/train_roles.jsonl"),
    ]
    kept = [row["text"] for row in taught if not corpora.held_out(row["id"], HELD_OUT)]
    return kept + corpora.plain_texts(folder)


def transitions(models):
    """The one set that all teachers have."""
    out = {}
    for name in ("statement", "filler"):
        first, *others = (getattr(model, name + "_crf").transition.detach() for model in models)
        assert all(torch.equal(first, other) for other in others), "the teachers' transitions differ"
        out[name + "_transition"] = first.clone()
    return out


def together(runners):
    """What all say in the mean."""

    def run(ids, mask):
        said = [runner(ids, mask) for runner in runners]
        return {name: sum(one[name] for one in said) / len(said) for name in said[0]}

    return run


def lessons(runner, batch, mine, special, tokenizer):
    out = {}
    for at in range(0, len(mine), 32):
        group = [corpora.Plain(t, t, split(t, tokenizer)) for t in mine[at : at + 32]]
        group = [d for d in group if len(d.words)]
        for document, scores in zip(group, predict(runner, group, special, batch)):
            key = corpora.text_key(document.text)
            out[key + ".statements"] = torch.from_numpy(scores.statement_tags).half()
            out[key + ".fillers"] = torch.from_numpy(scores.filler_tags).half()
        if at % 160 == 0:
            print(f"{at}/{len(mine)} texts", flush=True)
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "corpora", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--run", required=True, nargs="+")
    parser.add_argument("--part", default="0/1")
    parser.add_argument("--graph", help="run this exported graph instead of the weights")
    a = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = load_tokenizer(a.weights)
    models = [load_averaged(a.weights, run) for run in a.run]
    part, parts = map(int, a.part.split("/"))
    runner, batch = (onnx_runner(a.graph), 1) if a.graph else (together([torch_runner(m) for m in models]), 16)
    out = lessons(runner, batch, texts(a.corpora)[part::parts], special_pieces(tokenizer), tokenizer)
    save_file(out | transitions(models), a.out)


if __name__ == "__main__":
    main()
