"""Train: `python -m encoder.train --weights DIR --corpora DIR --run DIR`.

On a GPU where there is one. Else two or more processes share each step and average gradients; one
process a core does better than threads on a machine that has other work. A run goes on from its last
checkpoint. The learning rate is held after the warm-up and falls over the last `--cool`
steps, so that a run can be made longer; an average of the weights over the last steps is
kept beside them and is what gets exported."""

import argparse
import os
import time
from collections import Counter
from itertools import islice
from pathlib import Path

import torch
import torch.distributed as dist
import torch.multiprocessing as mp

from . import corpora
from .batches import stream
from .lessons import Lessons, transitions
from .losses import batch_loss
from .model import Reader, best_device
from .pieces import load_tokenizer, split
from .varied import Fillers

HELD_OUT = 0.06  # share of the train parts that decoder constants are tuned on
SHARES = {"statements": 0.50, "fillers": 0.43, "pairs": 0.07}
WITH_TEACHER = {"statements": 0.40, "fillers": 0.42, "pairs": 0.06, "plain": 0.12}
FEW = 50  # pairs of one root


def load(folder, tokenizer):
    """Training documents a task, without the held-out part."""
    folder = Path(folder)
    out = {
        "statements": corpora.articles(folder / "polnear/polnear_train.jsonl", tokenizer),
        "fillers": corpora.incidents(
            folder / "muc4/train_roles.jsonl", folder / "muc4/train_templates.jsonl", tokenizer
        ),
        "pairs": corpora.pairs(folder / "plover/plv_train.jsonl", tokenizer),
    }
    kept = {t: [d for d in docs if not corpora.held_out(d.id, HELD_OUT)] for t, docs in out.items()}
    kept["pairs"] += 2 * rare(kept["pairs"])
    return kept


def rare(pairs):
    """The pairs of roots that have few, which are shown three times as often."""
    counts = Counter(pair.root for pair in pairs)
    return [pair for pair in pairs if counts[pair.root] < FEW]


def teach(tasks, folder, lessons, tokenizer):
    """Adds a teacher's lessons to the documents, and plain news as a task of its own."""
    plain = [corpora.Plain(t, t, split(t, tokenizer)) for t in corpora.plain_texts(Path(folder))]
    tasks["plain"] = [d for d in plain if len(d.words)]
    for task, document in [(t, d) for t in ("statements", "fillers", "plain") for d in tasks[t]]:
        statements, fillers = lessons.of(document.text)
        # The teacher has a training text's fillers by heart, and would teach them as sure.
        document.taught = (statements, None if task == "fillers" else fillers)
        for taught in document.taught:
            assert taught is None or len(taught) == len(document.words), "the teacher cut words otherwise"


def special_pieces(tokenizer):
    """Ids of (begin, end, padding), for BERT's and MPNet's vocabularies."""
    for names in (("[CLS]", "[SEP]", "[PAD]"), ("<s>", "</s>", "<pad>")):
        ids = tuple(tokenizer.token_to_id(n) for n in names)
        if None not in ids and (names[0] == "<s>" or tokenizer.token_to_id("<s>") is None):
            return ids
    raise SystemExit("the tokenizer has neither BERT's nor MPNet's special pieces")


def hider(tokenizer, share):
    """Puts the mask piece for some of a training text's pieces, so that a name's place
    in the sentence is learnt and not only the name."""
    ids = [tokenizer.token_to_id(n) for n in ("[MASK]", "<mask>")]
    masked = next(i for i in ids if i is not None)

    def hide(ids, mask):
        chosen = (torch.rand(ids.shape) < share) & mask.bool()
        chosen[:, 0] = False
        return ids.masked_fill(chosen, masked)

    return hide


def rate(step, steps, warm, cool):
    return min(1.0, (step + 1) / warm, max(0.0, (steps - step) / cool))


def share_gradients(trained, processes):
    """The mean over processes, whose batches may be of different tasks, and clipped."""
    for p in trained:
        if p.grad is None:
            p.grad = torch.zeros_like(p)
        if processes > 1:
            dist.all_reduce(p.grad)
    torch._foreach_div_([p.grad for p in trained], processes)
    torch.nn.utils.clip_grad_norm_(trained, 1.0, foreach=True)


def worker(rank, a, port):
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
    torch.set_num_threads(1)
    dist.init_process_group("gloo", rank=rank, world_size=a.processes)
    tokenizer = load_tokenizer(a.weights)
    special, hide = special_pieces(tokenizer), hider(tokenizer, a.hide)
    torch.manual_seed(a.seed)  # the heads begin the same in every process
    device = best_device()
    model = Reader(a.weights, a.drop, a.freeze).train().to(device)
    run, step = Path(a.run), 0
    load_saved = lambda path: torch.load(path, weights_only=True, map_location=device)  # noqa: E731
    saved = load_saved(run / "last.pt") if (run / "last.pt").exists() else None
    if saved or a.start:
        model.load_state_dict(saved["model"] if saved else load_saved(a.start))
    lessons = Lessons(a.teacher) if a.teacher else None
    if lessons or a.transitions:  # after the checkpoint, which may be another teacher's student
        model.take_transitions(*(lessons.transitions() if lessons else transitions(a.transitions)))
    torch.manual_seed(1000 * a.seed + rank)  # and hide other pieces
    groups = [{"params": model.body(), "lr": a.rate}, {"params": model.heads(), "lr": a.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    base = [g["lr"] for g in groups]
    trained = [p for g in groups for p in g["params"]]
    average = [p.detach().clone() for p in trained]
    if saved:
        optimizer.load_state_dict(saved["optimizer"])
        average, step = saved["average"], saved["step"]
    tasks, shares = load(a.corpora, tokenizer), WITH_TEACHER if lessons else SHARES
    if lessons:
        teach(tasks, a.corpora, lessons, tokenizer)
    vary = Fillers(tasks["fillers"], tokenizer).varied
    drawn = stream(tasks, shares, a.seed, a.pieces, vary)
    batches = islice(drawn, step * a.batches * a.processes + rank, None, a.processes)
    begun, since, seen, sums = time.time(), time.time(), 0, {}
    while step < a.steps:
        for group, lr in zip(optimizer.param_groups, base):
            group["lr"] = lr * rate(step, a.steps, a.warm, a.cool)
        for batch in islice(batches, a.batches):
            loss = batch_loss(model, batch, special, hide)
            loss.backward()
            seen += sum(s.high - s.low for s in batch.samples)
            total, n = sums.get(batch.task, (0.0, 0))
            sums[batch.task] = (total + loss.detach(), n + 1)
        share_gradients(trained, a.processes * a.batches)
        optimizer.step()
        optimizer.zero_grad()
        keep = min(0.996, (step + 1) / (step + 10))
        torch._foreach_lerp_(average, [p.detach() for p in trained], 1 - keep)
        step += 1
        if rank == 0 and step % 20 == 0:
            losses = " ".join(f"{t} {s / n:.3f}" for t, (s, n) in sorted(sums.items()))
            pace = a.processes * seen / (time.time() - begun)
            print(f"step {step}/{a.steps} {losses} pieces/s {pace:.0f} wall {time.time() - begun:.0f}", flush=True)
            sums = {}
        if rank == 0 and (time.time() - since > a.save_every or step == a.steps):
            save(run, model, optimizer, average, trained, step)
            since = time.time()
    dist.destroy_process_group()


def save(run, model, optimizer, average, trained, step):
    """`last.pt` to go on from, `average.pt` to read and export with."""
    torch.save(
        {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "step": step},
        run / "last.tmp",
    )
    os.replace(run / "last.tmp", run / "last.pt")
    mean = {id(p): m for p, m in zip(trained, average)}
    state = {n: mean.get(id(p), p.detach()) for n, p in model.named_parameters()}
    torch.save(state, run / "average.tmp")
    os.replace(run / "average.tmp", run / "average.pt")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", required=True, help="folder with the encoder to start from")
    parser.add_argument("--corpora", required=True)
    parser.add_argument("--run", required=True, help="folder for checkpoints")
    parser.add_argument("--start", help="weights to begin with where the run has no checkpoint; see restore.py")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--warm", type=int, default=60)
    parser.add_argument("--cool", type=int, default=300)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--pieces", type=int, default=1600, help="about as many in a batch")
    parser.add_argument("--batches", type=int, default=1, help="of one process in a step")
    parser.add_argument("--hide", type=float, default=0.06, help="share of pieces masked")
    parser.add_argument("--drop", type=float, default=0.1, help="dropout within the encoder")
    parser.add_argument("--freeze", type=int, default=0, help="lowest layers left as they are")
    parser.add_argument("--teacher", nargs="*", help="files of lessons; see teacher.py")
    parser.add_argument("--transitions", help="heads.safetensors whose transitions are taken: teachers' need to be alike")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=1 if torch.cuda.is_available() else os.cpu_count())
    parser.add_argument("--save-every", type=float, default=240, help="seconds")
    parser.add_argument("--port", type=int, default=29511)
    a = parser.parse_args()
    Path(a.run).mkdir(parents=True, exist_ok=True)
    mp.spawn(worker, (a, a.port), nprocs=a.processes)


if __name__ == "__main__":
    main()
