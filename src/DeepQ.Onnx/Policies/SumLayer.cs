namespace DeepQ.Onnx.Policies;

/// <summary>
/// The sum of branches with the same input; an empty branch passes its input through, for a residual.
/// </summary>
/// <param name="Branches">The layers of each branch; all return values of the same shape.</param>
/// <remarks>He et al.: Deep Residual Learning for Image Recognition (2016), equation 1, https://arxiv.org/abs/1512.03385.</remarks>
public sealed record SumLayer(IReadOnlyList<IReadOnlyList<PolicyLayer>> Branches) : PolicyLayer
{
    /// <summary>Adds layers to their input: x + f(x).</summary>
    /// <param name="layers">The layers f.</param>
    public static SumLayer Residual(params IReadOnlyList<PolicyLayer> layers) => new([[], layers]);

    /// <inheritdoc/>
    public override IReadOnlyList<int> Write(LayerScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        scope.Require(Branches.Count > 1, $"is a sum of {Branches.Count} branches; it needs at least two");
        (string sum, IReadOnlyList<int> shape) = Branch(scope, 0);
        for (int i = 1; i < Branches.Count; i++)
        {
            (string term, IReadOnlyList<int> other) = Branch(scope, i);
            scope.Require(
                shape.SequenceEqual(other),
                $"adds {LayerScope.Describe(shape)} and {LayerScope.Describe(other)}; branches must return the same shape");
            string result = i == Branches.Count - 1 ? scope.Output : scope.Local($"sum{i}");
            scope.AddNode("Add", [sum, term], result);
            sum = result;
        }

        return shape;
    }

    private (string Value, IReadOnlyList<int> Shape) Branch(LayerScope scope, int index)
    {
        if (Branches[index].Count == 0)
            return (scope.Input, scope.Shape);
        string output = scope.Local($"branch{index}");
        return (output, scope.Write(Branches[index], scope.Input, scope.Shape, $"branch{index}.", output));
    }
}
