"""A run to go on from, out of the files of a model that ships: `python -m encoder.restore --weights DIR --models
DIR --run DIR`.

Where the weights that a model was exported from are lost, its whole numbers times their scales are the nearest to
them. Writes `start.pt`, and `average.pt` to check it by."""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx.numpy_helper import to_array
from safetensors.torch import load_file

from .lessons import transitions
from .layers import attention_parts
from .model import Reader


class Stored:
    """The tensors of an exported graph by the names of its modules."""

    def __init__(self, model):
        self.values = {i.name: to_array(i) for i in model.graph.initializer}
        self.nodes = list(model.graph.node)
        self.made = {name: node for node in self.nodes for name in node.output}

    def plain(self, name):
        return torch.from_numpy(self.values[name].copy())

    def weight(self, module):
        """The weights (outputs, inputs) of a linear module, by its path, widened from whole numbers."""
        node = next(n for n in self.nodes if n.op_type.startswith("MatMul") and f"/{module}/" in n.name)
        given = node.input[1]
        if node.op_type == "MatMul":
            given = self.made[given].input[0].removesuffix(".whole")
            return self._widened(f"{given}.whole", f"{given}.scale")
        whole = given.removesuffix("_quantized")
        sign = -1 if self._negated(node) else 1
        return sign * self._widened(given, f"{whole}_scale")

    def _widened(self, whole, scale):
        return torch.from_numpy(np.ascontiguousarray((self.values[whole] * self.values[scale]).T.astype(np.float32)))

    def _negated(self, product):
        return self.made[product.input[0]].input[0].endswith(".negated")


def restore(reader, stored, heads):
    """Puts the stored weights into the reader, but for the transitions; the word table is never taught and stays."""
    table = reader.encoder.embeddings
    places, first = stored.plain("places"), 0
    if hasattr(table, "token_type_embeddings"):
        places = places - table.token_type_embeddings.weight[0].detach()
    else:
        first = table.padding_idx + 1
    table.position_embeddings.weight.data[first:] = places
    _norm(table.LayerNorm, stored, "norm")
    for k, layer in enumerate(reader.encoder.encoder.layer):
        _layer(layer, stored, f"layers.{k}", reader.encoder.config.num_attention_heads)
    for module, name in (
        (reader.statement_tags, "heads.0"), (reader.filler_tags, "heads.1"),
        (reader.window[0], "window.0"), (reader.window[2], "window.2"),
    ):  # fmt: skip
        _linear(module, stored.weight(name), stored.plain(name + ".bias"))
    rest = {k: v for k, v in heads.items() if "." in k}
    reader.load_state_dict(rest, strict=False)


def _layer(layer, stored, name, heads):
    *parts, out, norm = attention_parts(layer)
    width = out.out_features
    scale = (width // heads) ** -0.5
    weights = stored.weight(name + "/joint").split(width)
    biases = stored.plain(name + ".joint.bias").split(width)
    for part, weight, bias, by in zip(parts, weights, biases, (1 / scale, 1, 1)):
        _linear(part, by * weight, by * bias)
    _norm(norm, stored, name + ".first_norm")
    _norm(layer.output.LayerNorm, stored, name + ".last_norm")
    for module, part in ((out, "out"), (layer.intermediate.dense, "up"), (layer.output.dense, "down")):
        _linear(module, stored.weight(f"{name}/{part}"), stored.plain(f"{name}.{part}.bias"))


def _linear(module, weight, bias):
    assert module.weight.shape == weight.shape
    module.weight.data.copy_(weight)
    module.bias.data.copy_(bias)


def _norm(module, stored, name):
    module.weight.data.copy_(stored.plain(name + ".weight"))
    module.bias.data.copy_(stored.plain(name + ".bias"))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "models", "run"):
        parser.add_argument("--" + name, required=True, type=Path)
    a = parser.parse_args()
    reader = Reader(str(a.weights))
    stored = Stored(onnx.load(str(a.models / "encoder.onnx")))
    heads = a.models / "heads.safetensors"
    restore(reader, stored, load_file(heads))
    reader.take_transitions(*transitions(heads))
    a.run.mkdir(parents=True, exist_ok=True)
    torch.save(reader.state_dict(), a.run / "start.pt")
    torch.save(dict(reader.named_parameters()), a.run / "average.pt")


if __name__ == "__main__":
    main()
