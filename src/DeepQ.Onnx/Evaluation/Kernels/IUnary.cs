using System.Numerics;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>A function of one number.</summary>
internal interface IUnary
{
    /// <summary>The function of each of some numbers.</summary>
    Vector<float> Of(Vector<float> x);
}
