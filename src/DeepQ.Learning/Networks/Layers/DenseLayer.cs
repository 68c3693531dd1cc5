using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>A fully connected layer, y = x Wᵀ + b, with weights drawn from a generator.</summary>
/// <remarks>
/// TorchSharp's own linear layer draws from the global generator. The distribution is the same as there: uniform in
/// ±1/√inputs for weights and biases (He et al.: Delving Deep into Rectifiers, 2015, with a = √5).
/// </remarks>
public sealed class DenseLayer : NetworkLayer
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly Tensor? direction;

    /// <summary>Creates a layer.</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="random">The generator from which first the weights, row by row, and then the biases are drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of the numbers is not positive.</exception>
    public DenseLayer(int inputs, int outputs, Random random)
        : this(inputs, outputs, random, isSpectral: false)
    {
    }

    /// <summary>Creates a layer that can compute with W / σ(W).</summary>
    internal DenseLayer(int inputs, int outputs, Random random, bool isSpectral)
        : base(nameof(DenseLayer))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentNullException.ThrowIfNull(random);

        float bound = 1 / MathF.Sqrt(inputs);
        weight = LayerWeights.Uniform(random, bound, outputs, inputs);
        bias = LayerWeights.Uniform(random, bound, outputs);
        if (isSpectral)
            direction = SpectralNorm.Begin(weight, random);
        RegisterComponents();
    }

    /// <summary>The weights W, of shape (outputs, inputs).</summary>
    public Parameter Weight => weight;

    /// <summary>The biases b, of shape (outputs).</summary>
    public Parameter Bias => bias;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => nn.functional.linear(input, Effective, bias);

    internal override Parameter Weights => weight;

    internal override Tensor? Direction => direction;

    private Tensor Effective => direction is null ? weight : SpectralNorm.Apply(weight, direction);

    internal override void FollowNorm()
    {
        if (direction is not null)
            SpectralNorm.Iterate(weight, direction);
    }

    internal override Tensor Trace(UnitTrace trace, Tensor input) => trace.Computed(this, forward(input));

    /// <inheritdoc/>
    public override IReadOnlyList<PolicyLayer> ToLayers() =>
        [new LinearLayer(LayerWeights.Values(() => Effective), LayerWeights.Values(bias))];

    internal override void DivideOutputs(double divisor) => LayerWeights.Divide(divisor, weight, bias);

    internal override void MapOutputs(Tensor map, Tensor shift) => LayerWeights.MapOutputs(map, shift, weight, bias);

    internal override bool TakeInputsAs(Tensor factor, Tensor shift)
    {
        LayerWeights.TakeInputsAs(factor, shift, weight, bias);
        return true;
    }

    internal override IEnumerable<Parameter> ExportedWeights => [weight, bias];
}
