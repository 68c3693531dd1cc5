using System.Numerics;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>Makes one number of several.</summary>
internal interface IReduction
{
    /// <summary>What a number counts for.</summary>
    static abstract Vector<float> Of(Vector<float> x);

    /// <summary>Two such as one.</summary>
    static abstract Vector<float> Join(Vector<float> x, Vector<float> y);

    /// <summary>The result of so many numbers.</summary>
    static abstract float End(float joined, int count);
}
