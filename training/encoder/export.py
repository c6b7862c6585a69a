"""The files the reader runs: `python -m encoder.export --weights DIR --run DIR --out DIR`.

`encoder.onnx` holds the encoder and the linear heads in int8 a channel; `heads.safetensors`
the CRFs' transitions, the linker and the pair head in float; `vocabulary.txt` the pieces in order."""

import argparse
from pathlib import Path

import onnx
import torch
from safetensors.torch import save_file

from .evaluate import load_averaged
from .pieces import load_tokenizer


class Layer(torch.nn.Module):
    """One of BERT's layers as `rten` runs it fastest: one product for queries, keys and
    values, their scale folded in, and no mask, for every window runs by itself."""

    def __init__(self, layer, heads):
        super().__init__()
        attention = layer.attention.self
        width = attention.query.in_features
        self.heads, self.size = heads, width // heads
        scale = self.size**-0.5
        self.joint = torch.nn.Linear(width, 3 * width)
        parts = (attention.query, attention.key, attention.value)
        weights, biases = [p.weight for p in parts], [p.bias for p in parts]
        self.joint.weight.data = torch.cat([weights[0] * scale, *weights[1:]])
        self.joint.bias.data = torch.cat([biases[0] * scale, *biases[1:]])
        self.out, self.first_norm = layer.attention.output.dense, layer.attention.output.LayerNorm
        self.up, self.down, self.last_norm = layer.intermediate.dense, layer.output.dense, layer.output.LayerNorm

    def forward(self, x):
        pieces = x.shape[1]
        joint = self.joint(x).view(1, pieces, 3, self.heads, self.size).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(joint[0] @ joint[1].transpose(2, 3), -1)
        mixed = (weights @ joint[2]).transpose(1, 2).reshape(1, pieces, -1)
        x = self.first_norm(self.out(mixed) + x)
        return self.last_norm(self.down(torch.nn.functional.gelu(self.up(x))) + x)


class Graph(torch.nn.Module):
    """What runs once a window, whoever asks: pieces (1, n) to OUTPUTS."""

    OUTPUTS = ("hidden", "statement_tags", "filler_tags", "window")

    def __init__(self, reader):
        super().__init__()
        table = reader.encoder.embeddings
        self.words, self.norm = table.word_embeddings, table.LayerNorm
        self.places = torch.nn.Parameter(
            (table.position_embeddings.weight + table.token_type_embeddings.weight[0]).detach()
        )
        heads = reader.encoder.config.num_attention_heads
        self.layers = torch.nn.ModuleList(Layer(one, heads) for one in reader.encoder.encoder.layer)
        self.heads = torch.nn.ModuleList([reader.statement_tags, reader.filler_tags])
        self.window = reader.window

    def forward(self, input_ids):
        hidden = self.norm(self.words(input_ids) + self.places[: input_ids.shape[1]][None])
        for layer in self.layers:
            hidden = layer(hidden)
        tags = [head(hidden) for head in self.heads]
        return (hidden, *tags, self.window(hidden.mean(1)))


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


def quantise(source, target):
    """Weights to int8 a channel and activations to uint8 as the graph runs."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(source), str(target), weight_type=QuantType.QInt8, per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
    )  # fmt: skip


def head_tensors(reader):
    """What is computed outside the graph, under the names of the modules."""
    state = {k: v for k, v in reader.state_dict().items() if k.startswith(("linker.", "pair."))}
    state["statement_transition"] = reader.statement_crf.scores()
    state["filler_transition"] = reader.filler_crf.scores()
    return {k: v.detach().contiguous().float() for k, v in state.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "run", "out"):
        parser.add_argument("--" + name, required=True)
    a = parser.parse_args()
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    reader = load_averaged(a.weights, a.run)
    whole = Path(a.run) / "encoder-f32.onnx"
    to_onnx(reader, whole)
    quantise(whole, out / "encoder.onnx")
    onnx.checker.check_model(str(out / "encoder.onnx"))
    save_file(head_tensors(reader), str(out / "heads.safetensors"))
    pieces = sorted(load_tokenizer(a.weights).get_vocab().items(), key=lambda p: p[1])
    assert [i for _, i in pieces] == list(range(len(pieces))), "the vocabulary has gaps"
    (out / "vocabulary.txt").write_text("".join(piece + "\n" for piece, _ in pieces))
    for path in sorted(out.iterdir()):
        print(f"{path.name} {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
