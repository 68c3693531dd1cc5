namespace DeepQ.Onnx.Policies;

/// <summary>Shifts and scales each value: y = (x − offset) · factor; as a first layer it normalizes.</summary>
/// <param name="Offset">The offsets to subtract: one for all, or one per value in the order of the input.</param>
/// <param name="Factor">The factors of the differences: one for all, or one per value.</param>
public sealed record ScalingLayer(ReadOnlyMemory<float> Offset, ReadOnlyMemory<float> Factor) : PolicyLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Write(LayerScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        AddPerValue(scope, "offset", Offset.Span);
        AddPerValue(scope, "factor", Factor.Span);
        scope.AddNode("Sub", [scope.Input, scope.Local("offset")], scope.Local("shifted"));
        scope.AddNode("Mul", [scope.Local("shifted"), scope.Local("factor")], scope.Output);
        return scope.Shape;
    }

    private static void AddPerValue(LayerScope scope, string part, ReadOnlySpan<float> values)
    {
        if (values.Length == 1)
            scope.AddValues(part, values);
        else
            scope.AddValues(part, values, [.. scope.Shape.Select(length => (long)length)]);
    }
}
