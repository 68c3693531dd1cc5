using System.Numerics;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>Reduces several numbers to one.</summary>
internal interface IReduction
{
    /// <summary>Maps each number before the reduction.</summary>
    static abstract Vector<float> Of(Vector<float> x);

    /// <summary>Combines two partial results.</summary>
    static abstract Vector<float> Join(Vector<float> x, Vector<float> y);

    /// <summary>Computes the result for a count of numbers.</summary>
    static abstract float End(float joined, int count);
}
