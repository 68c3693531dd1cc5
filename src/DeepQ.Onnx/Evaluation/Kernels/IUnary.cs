using System.Numerics;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>A function of one number.</summary>
internal interface IUnary
{
    /// <summary>Computes the function of each value.</summary>
    Vector<float> Of(Vector<float> x);
}
