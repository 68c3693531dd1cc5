namespace DeepQ.Onnx.Evaluation.Memory;

/// <summary>Computes a line of elements.</summary>
internal interface ILine
{
    /// <summary>Computes the next line; lines are in sequence.</summary>
    /// <param name="offsets">The start of the line in each of the inputs.</param>
    /// <param name="length">The number of its elements.</param>
    void Run(scoped ReadOnlySpan<int> offsets, int length);
}
