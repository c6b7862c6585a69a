"""Which products lose much when their inputs become whole numbers.

A few features of some layers are far larger than the others. One range for all of a window's
values then leaves most of them a step or two, so such products are kept in float."""

from pathlib import Path

import torch

from .corpora import plain_texts
from .pieces import WINDOW, split

LOST = 0.075  # of a product's size: more is too much
TEXTS = 8


def news(folder, tokenizer, count):
    """The pieces of the first window of some plain news, without the special ones."""
    return [split(text, tokenizer).ids[: WINDOW - 2] for text in plain_texts(Path(folder))[:count]]


def sample(folder, tokenizer):
    """Windows of plain news, as the graph takes them."""
    return [torch.tensor(pieces)[None] for pieces in news(folder, tokenizer, TEXTS)]


def rough_products(graph, windows):
    """The names, in the exported graph, of the products that lose more than LOST of their size to the
    rounding of their inputs, over all windows together."""
    sums = {}

    def watch(name):
        def seen(module, given, _):
            x = given[0]
            size, lost = sums.get(name, (0.0, 0.0))
            size += (x @ module.weight.T).square().sum().item()
            lost += ((x - as_whole_numbers(x)) @ module.weight.T).square().sum().item()
            sums[name] = size, lost

        return seen

    hooks = [
        module.register_forward_hook(watch(name))
        for name, module in graph.named_modules()
        if isinstance(module, torch.nn.Linear)
    ]
    with torch.no_grad():
        for window in windows:
            graph(window)
    for hook in hooks:
        hook.remove()
    shares = {name: (lost / size) ** 0.5 for name, (size, lost) in sums.items()}
    for name, share in sorted(shares.items(), key=lambda item: -item[1])[:8]:
        print(f"{name} loses {share:.3f}")
    return [node(name) for name, share in shares.items() if share > LOST]


def node(name):
    """What the exported graph calls the product of a layer's part, as `layers.1.down`."""
    layer, part = name.rsplit(".", 1)
    return f"/{layer}/{part}/MatMul"


def as_whole_numbers(x):
    """What is left of values after uint8 with one range for all of them, zero included."""
    low, high = min(x.min().item(), 0.0), max(x.max().item(), 0.0)
    step = max((high - low) / 255, 1e-12)
    zero = round(-low / step)
    return ((x / step).round() + zero).clamp(0, 255).sub(zero) * step
