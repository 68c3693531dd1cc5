namespace DeepQ.Onnx.Graphs;

/// <summary>A whole number that a graph computes with, as the lengths of axes are.</summary>
/// <param name="Count">The number, or what the number of states is multiplied by.</param>
/// <param name="OfBatch">Whether it is a multiple of the number of states.</param>
internal readonly record struct Length(long Count, bool OfBatch = false)
{
    public override string ToString() => OfBatch ? $"{Count} × batch" : $"{Count}";
}
