using System.Numerics;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>A function of two numbers.</summary>
internal interface IBinary<T>
    where T : struct
{
    static abstract T Of(T x, T y);

    /// <summary>Computes the function of each pair of values.</summary>
    static abstract Vector<T> Of(Vector<T> x, Vector<T> y);
}
