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


class Graph(torch.nn.Module):
    """What runs once a window, whoever asks."""

    OUTPUTS = ("hidden", "statement_tags", "filler_tags", "window")

    def __init__(self, reader):
        super().__init__()
        self.encoder = reader.encoder
        self.heads = torch.nn.ModuleList([reader.statement_tags, reader.filler_tags])
        self.window, self.mean = reader.window, reader.mean

    def forward(self, input_ids, attention_mask):
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        tags = [head(hidden) for head in self.heads]
        return (hidden, *tags, self.window(self.mean(hidden, attention_mask)))


def to_onnx(reader, path):
    ids = torch.randint(1000, 20000, (2, 16))
    mask = torch.ones_like(ids)
    mask[1, 10:] = 0  # an all-ones mask would be traced as a constant
    axes = {n: {0: "batch", 1: "pieces"} for n in ("input_ids", "attention_mask", *Graph.OUTPUTS[:3])}
    axes["window"] = {0: "batch"}
    reader.encoder.set_attn_implementation("eager")
    torch.onnx.export(
        Graph(reader).eval(), (ids, mask), str(path), dynamo=False, opset_version=17,
        input_names=["input_ids", "attention_mask"], output_names=list(Graph.OUTPUTS), dynamic_axes=axes,
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
