using System.Numerics;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>A function of two numbers.</summary>
internal interface IBinary<T>
    where T : struct
{
    static abstract T Of(T x, T y);

    /// <summary>The function of each pair of some numbers.</summary>
    static abstract Vector<T> Of(Vector<T> x, Vector<T> y);
}
