using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Policies;

/// <summary>Flattens channels, rows and columns to one row of values, with the last axis varying fastest.</summary>
public sealed record FlattenLayer : PolicyLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Write(LayerScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        scope.AddNode("Flatten", [scope.Input], scope.Output, OnnxAttribute.Int("axis", 1));
        return [scope.Shape.Aggregate(1, (size, length) => checked(size * length))];
    }
}
