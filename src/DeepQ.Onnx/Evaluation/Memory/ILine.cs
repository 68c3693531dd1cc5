namespace DeepQ.Onnx.Evaluation.Memory;

/// <summary>Computes a line of elements.</summary>
internal interface ILine
{
    /// <summary>Computes the next line; lines come one after the other.</summary>
    /// <param name="offsets">Where it begins in each of the inputs.</param>
    /// <param name="length">The number of its elements.</param>
    void Run(scoped ReadOnlySpan<int> offsets, int length);
}
