namespace DeepQ.Onnx.Graphs;

/// <summary>An integer that a graph computes with, such as the length of an axis.</summary>
/// <param name="Count">The number, or the factor of the number of states.</param>
/// <param name="OfBatch">Whether it is a multiple of the number of states.</param>
internal readonly record struct Length(long Count, bool OfBatch = false)
{
    public override string ToString() => OfBatch ? $"{Count} × batch" : $"{Count}";
}
