namespace DeepQ.Onnx.Policies;

/// <summary>
/// Layer normalization of a row of values: y = (x − mean(x)) / √(var(x) + ε) · scale + bias, with the variance divided
/// by n, not n − 1.
/// </summary>
/// <param name="Scale">The factor of each value, shape [n].</param>
/// <param name="Bias">The bias of each value, shape [n].</param>
/// <param name="Epsilon">ε, above zero; 1e-5 is usual.</param>
/// <remarks>Ba, Kiros, Hinton: Layer Normalization (2016), https://arxiv.org/abs/1607.06450.</remarks>
public sealed record LayerNormLayer(ReadOnlyMemory<float> Scale, ReadOnlyMemory<float> Bias, float Epsilon = 1e-5f)
    : PolicyLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Write(LayerScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        int size = scope.Width;
        scope.Require(
            Scale.Length == size && Bias.Length == size,
            $"has {Scale.Length} scales and {Bias.Length} biases; it is given {size} values");
        scope.Require(Epsilon > 0, $"has the epsilon {Epsilon}, which must be above zero");
        string scale = scope.AddValues("scale", Scale.Span, size);
        string bias = scope.AddValues("bias", Bias.Span, size);
        Write(scope, scale, bias, Epsilon, [1]);
        return scope.Shape;
    }

    // In the primitive form, which is valid from operator set 7 and which ONNX Runtime fuses into one kernel.
    internal static void Write(LayerScope scope, string scale, string bias, float size, long[] axes)
    {
        string epsilon = scope.AddValues("epsilon", [size]);
        string two = scope.AddValues("two", [2f]);
        scope.AddReduction("ReduceMean", scope.Input, scope.Local("mean"), axes);
        scope.AddNode("Sub", [scope.Input, scope.Local("mean")], scope.Local("centered"));
        scope.AddNode("Pow", [scope.Local("centered"), two], scope.Local("squares"));
        scope.AddReduction("ReduceMean", scope.Local("squares"), scope.Local("variance"), axes);
        scope.AddNode("Add", [scope.Local("variance"), epsilon], scope.Local("raised"));
        scope.AddNode("Sqrt", [scope.Local("raised")], scope.Local("deviation"));
        scope.AddNode("Div", [scope.Local("centered"), scope.Local("deviation")], scope.Local("normal"));
        scope.AddNode("Mul", [scope.Local("normal"), scale], scope.Local("scaled"));
        scope.AddNode("Add", [scope.Local("scaled"), bias], scope.Output);
    }
}
