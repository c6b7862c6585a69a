import numpy as np
from onnx.helper import make_graph, make_model, make_node
from onnx.numpy_helper import from_array

from encoder.restore import Stored


def graph(*inside):
    """A product of whole numbers as export.py leaves it, its inputs made by the nodes given."""
    nodes = [
        *inside,
        make_node("DynamicQuantizeLinear", ["x.negated" if inside else "x"], ["x_quantized", "s", "z"]),
        make_node("MatMulInteger", ["x_quantized", "w_quantized"], ["y"], name="/layers.0/up/MatMul_quant"),
    ]
    whole = np.array([[1, -2], [3, 4], [5, 6]], np.int8)
    scale = np.array([0.5, 0.25], np.float32)
    stored = [from_array(whole, "w_quantized"), from_array(scale, "w_scale")]
    return make_model(make_graph(nodes, "g", [], [], stored))


WIDENED = [[0.5, 1.5, 2.5], [-0.5, 1.0, 1.5]]


def test_whole_numbers_are_widened_a_channel():
    assert Stored(graph()).weight("layers.0/up").tolist() == WIDENED


def test_weights_of_negated_inputs_are_turned_back():
    negated = graph(make_node("Neg", ["x"], ["x.negated"]))
    assert Stored(negated).weight("layers.0/up").tolist() == [[-v for v in row] for row in WIDENED]


def test_weights_of_a_float_product_are_found_through_their_widening():
    nodes = [
        make_node("DequantizeLinear", ["w.whole", "w.scale"], ["w"], axis=1),
        make_node("MatMul", ["x", "w"], ["y"], name="/layers.1/down/MatMul"),
    ]
    stored = [from_array(np.array([[2], [4]], np.int8), "w.whole"), from_array(np.array([0.5], np.float32), "w.scale")]
    model = make_model(make_graph(nodes, "g", [], [], stored))
    assert Stored(model).weight("layers.1/down").tolist() == [[1.0, 2.0]]
