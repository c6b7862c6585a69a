"""Weights that no processor overflows on.

Processors without VNNI multiply two unsigned inputs by two signed weights and add them in 16 bits. Where most
inputs of a product stand high in their range, since a few features reach far down, nearly every pair of large
weights overflows there, and the graph says nothing of worth. So such inputs are negated, with their weights,
and what still overflows at the inputs that plain news gives, and some more, is scaled down a channel, or cut,
whichever keeps the channel nearer to what it was. A graph then says the same on every processor."""

import numpy as np
import onnx
import onnxruntime
from onnx.numpy_helper import from_array, to_array

LEVELS = 255  # of an input as a whole number
ROOM = 16  # levels beyond those seen
MOST, LEAST = 32_767, -32_768  # that 16 bits hold
SCALES = np.linspace(1, 0.5, 51)


def levels(names, whole, windows):
    """The lowest and the highest level of each feature of what is to be turned into whole numbers, by name, and
    whether most of its features stand in the upper half. `whole`: the graph in floats, which overflows nowhere."""
    whole = onnx.ModelProto.FromString(whole.SerializeToString())
    known = {output.name for output in whole.graph.output}
    for name in set(names) - known:
        whole.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(whole.SerializeToString(), providers=["CPUExecutionProvider"])
    found = {}
    for window in windows:
        for name, values in zip(names, session.run(names, {"input_ids": window})):
            values = values.reshape(-1, values.shape[-1])
            low, high = min(0, values.min()), max(0, values.max())
            whole = np.round((values - low) / max(high - low, 1e-12) * LEVELS)
            found.setdefault(name, []).append((whole.min(0), whole.max(0)))
    return {name: span(np.array(seen)) for name, seen in found.items()}


def span(seen):
    lowest = np.maximum(seen[:, 0].min(0) - ROOM, 0)
    highest = np.minimum(seen[:, 1].max(0) + ROOM, LEVELS)
    return lowest, highest, np.median(lowest + highest) > LEVELS


def sums(pairs, lowest, highest):
    """The largest and the smallest sum of each pair of weights (pairs, 2, channels) over its inputs' levels."""
    low, high = (one.reshape(-1, 2, 1) for one in (lowest, highest))
    up, down = np.maximum(pairs, 0), np.minimum(pairs, 0)
    return (up * high + down * low).sum(1), (up * low + down * high).sum(1)


def cut(pairs, lowest, highest):
    """Whole weights with what their pair overflows by taken off the larger."""
    most, least = sums(pairs, lowest, highest)
    level = np.broadcast_to(np.maximum(highest, 1).reshape(-1, 2, 1), pairs.shape)
    first = np.abs(pairs[:, 0]) >= np.abs(pairs[:, 1])
    at_larger = np.where(first, level[:, 0], level[:, 1])
    over = np.ceil(np.maximum(most - MOST, 0) / at_larger) - np.ceil(np.maximum(LEAST - least, 0) / at_larger)
    return pairs - np.stack([np.where(first, over, 0), np.where(first, 0, over)], 1)


def without_overflow(weights, lowest, highest):
    """Int8 weights (inputs, channels) that fit, and by how much each channel was scaled down."""
    inputs, channels = weights.shape
    pairs = weights.astype(np.float32).reshape(inputs // 2, 2, channels)
    kept, scaled = pairs.copy(), np.ones(channels, np.float32)
    lost = np.full(channels, np.inf)
    for scale in SCALES:
        tried = cut(np.round(pairs * scale), lowest, highest)
        error = ((tried / scale - pairs) ** 2).sum((0, 1))
        better = error < lost
        kept[:, :, better], scaled[better], lost[better] = tried[:, :, better], scale, error[better]
    return kept.reshape(inputs, channels).astype(np.int8), scaled


def mend(model, whole, windows):
    """Every product of whole numbers in a graph that `quantize_dynamic` made of `whole`, in place."""
    graph = model.graph
    roundings = [(at, node) for at, node in enumerate(graph.node) if node.op_type == "DynamicQuantizeLinear"]
    seen = levels([node.input[0] for _, node in roundings], whole, windows)
    for at, node in roundings[::-1]:
        name = node.input[0]
        lowest, highest, upper = seen[name]
        if upper:
            lowest, highest = LEVELS - highest, LEVELS - lowest
            node.input[0] = f"{name}.negated"
            graph.node.insert(at, onnx.helper.make_node("Neg", [name], [node.input[0]]))
        for product in [n for n in graph.node if n.op_type == "MatMulInteger" and n.input[0] == node.output[0]]:
            fit(graph, product, lowest, highest, upper)


def fit(graph, product, lowest, highest, negated):
    """The weights of one product and the scales of its channels."""
    stored = {i.name: i for i in graph.initializer}
    weights = to_array(stored[product.input[1]])
    kept, scaled = without_overflow(-weights if negated else weights, lowest, highest)
    cast = next(n for n in graph.node if n.input and n.input[0] == product.output[0])
    last = next(n for n in graph.node if cast.output[0] in n.input)
    other = next(i for i in last.input if i != cast.output[0])
    scale = next(i for n in graph.node if n.output[0] == other for i in n.input if i in stored)
    wider = (to_array(stored[scale]) / scaled).astype(np.float32)
    stored[product.input[1]].CopyFrom(from_array(kept, product.input[1]))
    stored[scale].CopyFrom(from_array(wider, scale))
