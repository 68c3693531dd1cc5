namespace DeepQ.Onnx;

/// <summary>How the size of an operator's result follows from its inputs.</summary>
internal enum GuardedKind
{
    Elementwise,
    SameShape,
    Reduction,
    NotLarger,
    Product,
    Window,
    Sum,
    Gather,
    Reshape,
    Flatten,
    Transpose,
    Unsqueeze,
    Constant,
    Shape,
}
