using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Policies;

/// <summary>
/// The means of categorical distributions, one per action: Q(s, a) = Σᵢ pᵢ zᵢ, where p is the softmax of the action's
/// logits.
/// </summary>
/// <param name="Returns">
/// The return z of each logit of an action, shape [n]; the input has actions × n logits.
/// </param>
/// <remarks>
/// Bellemare, Dabney, Munos: A Distributional Perspective on Reinforcement Learning (2017),
/// https://arxiv.org/abs/1707.06887.
/// </remarks>
public sealed record CategoricalLayer(ReadOnlyMemory<float> Returns) : PolicyLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Write(LayerScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        int logits = scope.Width;
        int atoms = Returns.Length;
        scope.Require(
            atoms > 0 && logits % atoms == 0,
            $"has {atoms} returns; it is given {logits} values, which is not a multiple of that");
        string returns = scope.AddValues("returns", Returns.Span, atoms, 1);
        (string rows, string probabilities) = (scope.Local("logits"), scope.Local("probabilities"));
        scope.AddReshape(scope.Input, rows, -1, logits / atoms, atoms);
        scope.AddNode("Softmax", [rows], probabilities, OnnxAttribute.Int("axis", 2));
        scope.SetDistribution(new LayerDistribution(probabilities, atoms, Returns: Returns));
        scope.AddNode("MatMul", [probabilities, returns], scope.Local("means"));
        scope.AddReshape(scope.Local("means"), scope.Output, -1, logits / atoms);
        return [logits / atoms];
    }
}
