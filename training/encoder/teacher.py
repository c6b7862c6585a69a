"""What a trained teacher says of every training text, and of plain news, for a student to learn from:
`python -m encoder.teacher --weights DIR --run DIR --corpora DIR --out FILE [--part K/N]`.

Of each text the teacher's logits a word are kept, in 16 bits, under the text's key; with `--of pairs`, of
each marked pair, and of pairs of names in plain news, its logits a root. Two processes side by side take
half each (`--part 0/2` and `--part 1/2`)."""

import argparse
from pathlib import Path

import torch
from safetensors.torch import save_file

from . import corpora
from .evaluate import load_averaged
from .pieces import load_tokenizer, split
from .predict import predict, torch_runner
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


def pairs(folder, tokenizer):
    """The marked pairs without the held-out ones, and those of names in plain news."""
    folder = Path(folder)
    marked = corpora.pairs(folder / "plover/plv_train.jsonl", tokenizer)
    kept = [pair for pair in marked if not corpora.held_out(pair.id, HELD_OUT)]
    return kept + [corpora.pair(*p, tokenizer) for p in corpora.plain_pairs(folder)]


def text_lessons(model, mine, special, tokenizer):
    out = {
        "statement_transition": model.statement_crf.transition.detach().clone(),
        "filler_transition": model.filler_crf.transition.detach().clone(),
    }
    for at in range(0, len(mine), 16):
        group = [corpora.Plain(t, t, split(t, tokenizer)) for t in mine[at : at + 16]]
        group = [d for d in group if len(d.words)]
        for document, scores in zip(group, predict(torch_runner(model), group, special, batch=4)):
            key = corpora.text_key(document.text)
            out[key + ".statements"] = torch.from_numpy(scores.statement_tags).half()
            out[key + ".fillers"] = torch.from_numpy(scores.filler_tags).half()
        if at % 160 == 0:
            print(f"{at}/{len(mine)} texts", flush=True)
    return out


def pair_lessons(model, mine, special):
    with torch.no_grad():
        return {pair.id + ".pair": model.roots([pair], special)[0].half() for pair in mine}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "run", "corpora", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--part", default="0/1")
    parser.add_argument("--of", choices=("texts", "pairs"), default="texts", help="what lessons are of")
    a = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = load_tokenizer(a.weights)
    model = load_averaged(a.weights, a.run)
    part, parts = map(int, a.part.split("/"))
    special = special_pieces(tokenizer)
    if a.of == "pairs":
        out = pair_lessons(model, pairs(a.corpora, tokenizer)[part::parts], special)
    else:
        out = text_lessons(model, texts(a.corpora)[part::parts], special, tokenizer)
    save_file(out, a.out)


if __name__ == "__main__":
    main()
