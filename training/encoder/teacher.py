"""What a trained teacher says of every training text, and of plain news, for a student to learn from:
`python -m encoder.teacher --weights DIR --run DIR --corpora DIR --out FILE [--part K/N] [--graph FILE]`.

Of each text the teacher's logits a word are kept, in 16 bits, under the text's key. Two processes side by side take
half of the texts each (`--part 0/2` and `--part 1/2`)."""

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


def lessons(model, runner, batch, mine, special, tokenizer):
    out = {
        "statement_transition": model.statement_crf.transition.detach().clone(),
        "filler_transition": model.filler_crf.transition.detach().clone(),
    }
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
    for name in ("weights", "run", "corpora", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--part", default="0/1")
    parser.add_argument("--graph", help="run this exported graph instead of the weights")
    a = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = load_tokenizer(a.weights)
    model = load_averaged(a.weights, a.run)
    part, parts = map(int, a.part.split("/"))
    runner, batch = (onnx_runner(a.graph), 1) if a.graph else (torch_runner(model), 16)
    out = lessons(model, runner, batch, texts(a.corpora)[part::parts], special_pieces(tokenizer), tokenizer)
    save_file(out, a.out)


if __name__ == "__main__":
    main()
