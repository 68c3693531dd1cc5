"""Runs a policy with NumPy: the operators that policies are written in, each as its specification says."""
import numpy as np
from onnx import helper, numpy_helper

TYPES = {1: np.float32, 2: np.uint8, 3: np.int8, 6: np.int32, 7: np.int64, 9: np.bool_, 10: np.float16}


def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def gemm(a, b, c=0, alpha=1.0, beta=1.0, transA=0, transB=0):
    product = (a.T if transA else a) @ (b.T if transB else b)
    return np.float32(alpha) * product + np.float32(beta) * c


def conv(x, w, b=0, kernel_shape=None, strides=(1, 1), pads=(0, 0, 0, 0), dilations=(1, 1), group=1, auto_pad=b"NOTSET"):
    if group != 1 or tuple(dilations) != (1, 1) or auto_pad != b"NOTSET":
        raise NotImplementedError("Conv of policies has one group, no dilation and its own padding")
    x = np.pad(x, ((0, 0), (0, 0), (pads[0], pads[2]), (pads[1], pads[3])))
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], axis=(2, 3))
    windows = windows[:, :, ::strides[0], ::strides[1]]
    return np.einsum("bchwij,ocij->bohw", windows, w) + np.reshape(b, (1, -1, 1, 1))


def reshape(x, shape):
    return x.reshape([x.shape[i] if length == 0 else length for i, length in enumerate(shape)])


def quantize(x):
    low, high = min(x.min(), np.float32(0)), max(x.max(), np.float32(0))
    scale = np.float32((high - low) / 255) if high > low else np.float32(1)
    zero = np.uint8(np.clip(np.round(-low / scale), 0, 255))
    return np.clip(np.round(x / scale) + zero, 0, 255).astype(np.uint8), scale, zero


def matmul_integer(a, b, a_zero=0, b_zero=0):
    return (a.astype(np.int32) - np.int32(a_zero)) @ (b.astype(np.int32) - np.int32(b_zero))


def dequantize(x, scale, zero=0, axis=1):
    shape = [-1 if i == axis else 1 for i in range(x.ndim)] if np.ndim(scale) == 1 else []
    return (x.astype(np.int32) - np.reshape(np.int32(zero), shape if np.ndim(zero) == 1 else [])) * np.reshape(scale, shape)


def reduction(function):
    return lambda x, axes, keepdims=1: function(x, axis=tuple(axes), keepdims=bool(keepdims))


def arg_max(x, axis=0, keepdims=1):
    best = x.argmax(axis=axis)
    return np.expand_dims(best, axis) if keepdims else best


OPERATORS = {
    "Add": np.add,
    "Sub": np.subtract,
    "Mul": np.multiply,
    "Div": np.divide,
    "Pow": np.power,
    "Sqrt": np.sqrt,
    "Tanh": np.tanh,
    "Relu": lambda x: np.maximum(x, 0),
    "Sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "Less": np.less,
    "Equal": np.equal,
    "Where": np.where,
    "MatMul": np.matmul,
    "Gemm": gemm,
    "Conv": conv,
    "Softmax": softmax,
    "Reshape": reshape,
    "Flatten": lambda x, axis=1: x.reshape(int(np.prod(x.shape[:axis])), -1),
    "Transpose": lambda x, perm: x.transpose(perm),
    "Cast": lambda x, to: x.astype(TYPES[to]),
    "ReduceMean": reduction(np.mean),
    "ReduceMax": reduction(np.max),
    "ReduceMin": reduction(np.min),
    "ArgMax": arg_max,
    "DequantizeLinear": dequantize,
    "DynamicQuantizeLinear": quantize,
    "MatMulInteger": matmul_integer,
}


def run(model, outputs, feeds):
    """The named outputs for some inputs; what a file lets a caller leave out has the value that the file holds."""
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    values.update(feeds)
    for node in model.graph.node:
        if node.domain or node.op_type not in OPERATORS:
            raise NotImplementedError(f"{node.domain} {node.op_type} is no operator that policies are written in")
        attributes = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        result = OPERATORS[node.op_type](*(values[name] for name in node.input), **attributes)
        values.update(zip(node.output, result if isinstance(result, tuple) else (result,)))
    return [values[name] for name in outputs]
