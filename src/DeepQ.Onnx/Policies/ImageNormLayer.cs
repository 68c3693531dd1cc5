namespace DeepQ.Onnx.Policies;

/// <summary>
/// Layer normalization of channels, rows and columns: y = (x − mean(x)) / √(var(x) + ε) · scale + bias, with mean and variance of each
/// place over its channels, or of all values.
/// </summary>
/// <param name="Scale">The factor of each channel, shape [c], or of each value, shape [c, h, w].</param>
/// <param name="Bias">The biases, of the same shape.</param>
/// <param name="PerPlace">Whether each place is normalized over its channels.</param>
/// <param name="Epsilon">ε, above zero; 1e-5 is usual.</param>
public sealed record ImageNormLayer(
    ReadOnlyMemory<float> Scale, ReadOnlyMemory<float> Bias, bool PerPlace, float Epsilon = 1e-5f)
    : PolicyLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Write(LayerScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        IReadOnlyList<int> shape = scope.Shape;
        scope.Require(shape.Count == 3, $"normalizes (channels, height, width), not {LayerScope.Describe(shape)}");
        int size = PerPlace ? shape[0] : checked(shape[0] * shape[1] * shape[2]);
        scope.Require(
            Scale.Length == size && Bias.Length == size,
            $"has {Scale.Length} scales and {Bias.Length} biases; it is given {size}");
        scope.Require(Epsilon > 0, $"has the epsilon {Epsilon}, which must be above zero");
        long[] parameters = PerPlace ? [shape[0], 1, 1] : [.. shape.Select(length => (long)length)];
        LayerNormLayer.Write(
            scope,
            scope.AddValues("scale", Scale.Span, parameters),
            scope.AddValues("bias", Bias.Span, parameters),
            Epsilon,
            PerPlace ? [1] : [1, 2, 3]);
        return shape;
    }
}
