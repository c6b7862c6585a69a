"""The files the reader runs: `python -m encoder.export --weights DIR --run DIR --corpora DIR --out DIR`.

`encoder.onnx` holds the encoder and the linear heads in int8 a channel, but multiplies in float where
that would lose too much (see `rough.py`); `heads.safetensors`
the CRFs' transitions, the linker and the pair head in float; `vocabulary.txt` the pieces in order."""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from safetensors.torch import save_file

from .evaluate import load_averaged
from .layers import attention_parts
from .overflow import mend
from .pieces import load_tokenizer
from .rough import news, rough_products, sample
from .train import special_pieces

LONGEST = 512  # pieces in one run
TEXTS = 24  # whose inputs no product overflows on
MOST = 75.0  # of how much a piece looks at another, so that no sum of exponentials overflows; news reaches 60


class Layer(torch.nn.Module):
    """One layer as `rten` runs it fastest: one product for queries, keys and values, their
    scale folded in; heads turned to the front once and then parted; no mask, for every window runs by itself; and
    softmax in its parts, divided by its sums after the product, which has an eighth of the values."""

    def __init__(self, layer, heads):
        super().__init__()
        *parts, self.out, self.first_norm = attention_parts(layer)
        width = parts[0].in_features
        self.heads, self.size = heads, width // heads
        scale = self.size**-0.5
        self.joint = torch.nn.Linear(width, 3 * width)
        weights, biases = [p.weight for p in parts], [p.bias for p in parts]
        self.joint.weight.data = torch.cat([weights[0] * scale, *weights[1:]])
        self.joint.bias.data = torch.cat([biases[0] * scale, *biases[1:]])
        self.up, self.down, self.last_norm = layer.intermediate.dense, layer.output.dense, layer.output.LayerNorm

    def forward(self, x, near):
        """`near` is added to how much each piece looks at each other: (1, heads, n, n) or None."""
        pieces = x.shape[1]
        joint = self.joint(x).view(1, pieces, 3 * self.heads, self.size).transpose(1, 2)
        query, key, value = joint.split(self.heads, 1)
        looks = query @ key.transpose(2, 3)
        if near is not None:
            looks = looks + near
        weights = torch.exp(torch.clamp(looks, -MOST, MOST))
        mixed = (weights @ value / weights.sum(-1, keepdim=True)).transpose(1, 2).reshape(1, pieces, -1)
        x = self.first_norm(self.out(mixed) + x)
        return self.last_norm(self.down(torch.nn.functional.gelu(self.up(x))) + x)


def places(table):
    """What is added to each piece for where it stands. MPNet counts from after its padding."""
    if hasattr(table, "token_type_embeddings"):
        return (table.position_embeddings.weight + table.token_type_embeddings.weight[0]).detach()
    return table.position_embeddings.weight[table.padding_idx + 1 :].detach()


def near(encoder):
    """MPNet's bias by distance, from the farthest left to the farthest right: (distances,
    heads); None for BERT."""
    if not hasattr(encoder, "compute_position_bias"):
        return None
    with torch.no_grad():
        bias = encoder.compute_position_bias(torch.zeros(1, LONGEST, 1))[0]
    return torch.nn.Parameter(torch.cat([bias[:, -1, :-1], bias[:, 0]], 1).T.contiguous())


class Graph(torch.nn.Module):
    """What runs once a window, whoever asks: pieces (1, n) to OUTPUTS."""

    OUTPUTS = ("hidden", "statement_tags", "filler_tags", "window")

    def __init__(self, reader):
        super().__init__()
        table = reader.encoder.embeddings
        self.words, self.norm = table.word_embeddings, table.LayerNorm
        self.places = torch.nn.Parameter(places(table))
        self.near = near(reader.encoder.encoder)
        heads = reader.encoder.config.num_attention_heads
        self.layers = torch.nn.ModuleList(Layer(one, heads) for one in reader.encoder.encoder.layer)
        self.heads = torch.nn.ModuleList([reader.statement_tags, reader.filler_tags])
        self.window = reader.window

    def forward(self, input_ids):
        hidden = self.norm(self.words(input_ids) + self.places[: input_ids.shape[1]][None])
        near = None if self.near is None else self.by_distance(input_ids.shape[1])
        for layer in self.layers:
            hidden = layer(hidden, near)
        tags = [head(hidden) for head in self.heads]
        return (hidden, *tags, self.window(hidden.mean(1)))

    def by_distance(self, pieces):
        at = torch.arange(pieces)
        return self.near[at[None] - at[:, None] + LONGEST - 1].permute(2, 0, 1)[None]


def to_onnx(reader, path):
    ids = torch.randint(1000, 20000, (1, 40))
    graph = Graph(reader).eval()
    with torch.no_grad():
        same = reader.encoder(input_ids=ids).last_hidden_state
        assert torch.allclose(graph(ids)[0], same, atol=1e-4), "the graph is not the encoder"
    axes = {n: {1: "pieces"} for n in ("input_ids", *Graph.OUTPUTS[:3])}
    torch.onnx.export(
        graph, (ids,), str(path), dynamo=False, opset_version=17,
        input_names=["input_ids"], output_names=list(Graph.OUTPUTS), dynamic_axes=axes,
    )  # fmt: skip


def windows(folder, tokenizer):
    """Windows of plain news with the special pieces, as the reader gives them to the graph."""
    begin, end, _ = special_pieces(tokenizer)
    return [np.array([[begin, *pieces, end]]) for pieces in news(folder, tokenizer, TEXTS)]


def quantise(source, target, rough, windows):
    """Weights to int8 a channel, and activations to uint8 as the graph runs but in the `rough`
    products, whose weights alone are whole numbers; on `windows` no product overflows."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(source), str(target), weight_type=QuantType.QInt8, per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"], nodes_to_exclude=rough,
    )  # fmt: skip
    model = onnx.load(str(target))
    keep_small(model, rough)
    mend(model, onnx.load(str(source)), windows)
    onnx.save(model, str(target))


def keep_small(model, products):
    """The weights of float products as int8 a channel, widened when the graph is loaded."""
    graph = model.graph
    missing = set(products) - {node.name for node in graph.node}
    assert not missing, f"the graph has no {missing}"
    weights = {i.name: i for i in graph.initializer}
    for at, node in [(i, n) for i, n in enumerate(graph.node) if n.name in products][::-1]:
        given = weights[node.input[1]]
        values = onnx.numpy_helper.to_array(given)
        scale = np.maximum(np.abs(values).max(0), 1e-12) / 127
        whole = np.round(values / scale).astype(np.int8)
        graph.initializer.remove(given)
        for part, array in (("whole", whole), ("scale", scale.astype(np.float32))):
            graph.initializer.append(onnx.numpy_helper.from_array(array, f"{given.name}.{part}"))
        names = [f"{given.name}.whole", f"{given.name}.scale"]
        widen = onnx.helper.make_node("DequantizeLinear", names, [given.name], axis=1)
        graph.node.insert(at, widen)


def head_tensors(reader):
    """What is computed outside the graph, under the names of the modules."""
    state = {k: v for k, v in reader.state_dict().items() if k.startswith(("linker.", "pair."))}
    state["statement_transition"] = reader.statement_crf.scores()
    state["filler_transition"] = reader.filler_crf.scores()
    return {k: v.detach().contiguous().float() for k, v in state.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "run", "corpora", "out"):
        parser.add_argument("--" + name, required=True)
    a = parser.parse_args()
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    reader = load_averaged(a.weights, a.run)
    whole = Path(a.run) / "encoder-f32.onnx"
    to_onnx(reader, whole)
    tokenizer = load_tokenizer(a.weights)
    rough = rough_products(Graph(reader).eval(), sample(a.corpora, tokenizer))
    print("multiplied in float:", *rough)
    quantise(whole, out / "encoder.onnx", rough, windows(a.corpora, tokenizer))
    onnx.checker.check_model(str(out / "encoder.onnx"))
    save_file(head_tensors(reader), str(out / "heads.safetensors"))
    pieces = sorted(tokenizer.get_vocab().items(), key=lambda p: p[1])
    assert [i for _, i in pieces] == list(range(len(pieces))), "the vocabulary has gaps"
    (out / "vocabulary.txt").write_text("".join(piece + "\n" for piece, _ in pieces))
    for path in sorted(out.iterdir()):
        print(f"{path.name} {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
