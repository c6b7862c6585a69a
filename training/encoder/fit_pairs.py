"""Fits the head of marked pairs once more, on the vectors of the graph that ships:
`python -m encoder.fit_pairs --weights DIR --corpora DIR --models DIR`.

Beside the other tasks it sees too few sentences to settle. The encoder stays as it is, so this takes a
minute; the new head goes into `heads.safetensors`."""

import argparse
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from . import corpora
from .batches import tensors
from .pieces import load_tokenizer
from .predict import onnx_runner
from .train import HELD_OUT, special_pieces

PASSES, BATCH, DROP, DECAY, SMOOTHING = 120, 64, 0.5, 0.05, 0.1


def vectors(run, pairs, special):
    """What the head sees of each pair: the sentence's mean and each opening mark's vector."""
    out = []
    for pair in pairs:
        hidden = torch.from_numpy(run(*tensors([pair.ids], *special))["hidden"][0])
        out.append(torch.cat([hidden.mean(0), hidden[pair.source + 1], hidden[pair.target + 1]]))
    return torch.stack(out)


def fit(x, roots, width=128, seed=1):
    """A perceptron; rare roots weigh more, by the root of how much rarer they are."""
    torch.manual_seed(seed)
    head = torch.nn.Sequential(
        torch.nn.Linear(x.shape[1], width), torch.nn.GELU(), torch.nn.Linear(width, len(corpora.ROOTS))
    )
    drop = torch.nn.Dropout(DROP)
    weight = torch.bincount(roots, minlength=len(corpora.ROOTS)).clamp(min=1).float().rsqrt()
    optimizer = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=DECAY)
    for _ in range(PASSES):
        for some in torch.randperm(len(x)).split(BATCH):
            scores = head[2](drop(head[1](head[0](drop(x[some])))))
            loss = torch.nn.functional.cross_entropy(
                scores, roots[some], weight=weight / weight.mean(), label_smoothing=SMOOTHING
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return head


def scores(guesses, gold):
    """(accuracy, macro F1)"""
    f1 = []
    for root in set(guesses.tolist()) | set(gold.tolist()):
        hit = ((guesses == root) & (gold == root)).sum()
        f1.append(2 * hit / ((guesses == root).sum() + (gold == root).sum()))
    return float((guesses == gold).float().mean()), float(torch.stack(f1).mean())


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "corpora", "models"):
        parser.add_argument("--" + name, required=True)
    a = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = load_tokenizer(a.weights)
    pairs = corpora.pairs(Path(a.corpora) / "plover/plv_train.jsonl", tokenizer)
    x = vectors(onnx_runner(Path(a.models) / "encoder.onnx"), pairs, special_pieces(tokenizer))
    roots = torch.tensor([pair.root for pair in pairs])
    held = torch.tensor([corpora.held_out(pair.id, HELD_OUT) for pair in pairs])
    head = fit(x[~held], roots[~held])
    with torch.no_grad():
        print("held out: accuracy %.3f, macro F1 %.3f" % scores(head(x[held]).argmax(1), roots[held]))
    path = str(Path(a.models) / "heads.safetensors")
    kept = load_file(path)
    kept |= {f"pair.{name}": tensor.detach().contiguous() for name, tensor in head.state_dict().items()}
    save_file(kept, path)


if __name__ == "__main__":
    main()
