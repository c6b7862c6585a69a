"""Scores of whole documents from scores of their windows."""

from dataclasses import dataclass

import numpy as np
import torch

from .batches import tensors
from .model import best_device
from .pieces import breaks, windows


@dataclass
class Scores:
    """Of one document: a row a word, but `window`, a row a window."""

    hidden: np.ndarray  # (words, width)
    statement_tags: np.ndarray  # (words, 9)
    filler_tags: np.ndarray  # (words, 15)
    window: np.ndarray  # (windows, 1 + incident kinds), logits


def torch_runner(model):
    """(ids, mask) to {name: array}, as the exported graph gives it. The encoder runs on a GPU where there is one."""
    model.encoder.to(best_device())

    def run(ids, mask):
        with torch.no_grad():
            hidden = model.encode(ids, mask).cpu()
            return {
                "hidden": hidden.numpy(),
                "statement_tags": model.statement_tags(hidden).numpy(),
                "filler_tags": model.filler_tags(hidden).numpy(),
                "window": model.window(model.mean(hidden, mask)).numpy(),
            }

    return run


def onnx_runner(path):
    """As `torch_runner`, of the exported graph, which takes one window at a time."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    names = [o.name for o in session.get_outputs()]

    def run(ids, mask):
        assert mask.all(), "the graph takes one window at a time"
        return dict(zip(names, session.run(None, {"input_ids": ids.numpy()})))

    return run


def predict(run, documents, special, batch=1):
    """Scores a document."""
    cut = [windows(len(d.words.ids), breaks(d.text, d.words)) for d in documents]
    jobs = [(d, k, low, high) for d, ranges in enumerate(cut) for k, (low, high) in enumerate(ranges)]
    jobs.sort(key=lambda j: j[3] - j[2])
    out = [None] * len(documents)
    for i in range(0, len(jobs), batch):
        group = jobs[i : i + batch]
        pieces = [documents[d].words.ids[low:high] for d, _, low, high in group]
        result = run(*tensors(pieces, *special))
        for row, (d, k, low, high) in enumerate(group):
            words = documents[d].words
            if out[d] is None:
                out[d] = _empty(words, len(cut[d]), result)
            a, b = np.searchsorted(words.first, [low, high])
            for name in ("hidden", "statement_tags", "filler_tags"):
                getattr(out[d], name)[a:b] = result[name][row, 1 + words.first[a:b] - low]
            out[d].window[k] = result["window"][row]
    return out


def _empty(words, windows, result):
    rows = {k: np.zeros((len(words), v.shape[2]), np.float32) for k, v in result.items() if k != "window"}
    return Scores(window=np.zeros((windows, result["window"].shape[1]), np.float32), **rows)
