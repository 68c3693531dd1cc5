using DeepQ.Learning.Torch;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>
/// A fully connected layer whose weights have noise of a learned scale: y = (μʷ + σʷ ∘ εʷ) x + μᵇ + σᵇ ∘ εᵇ. The noise
/// makes a policy explore where its values are uncertain.
/// </summary>
/// <remarks>
/// <para>
/// Fortunato et al.: Noisy Networks for Exploration (2018), https://arxiv.org/abs/1706.10295, with factorized Gaussian
/// noise: εʷ = f(ε_out) f(ε_in)ᵀ and εᵇ = f(ε_out), where f(x) = sgn(x) √|x|. The means start uniform in ±1/√inputs,
/// the scales at σ₀/√inputs.
/// </para>
/// <para>
/// The noise stays the same until <see cref="ResampleNoise"/> is called, and is zero before the first call. It acts in
/// training mode, and in evaluation mode while <see cref="NetworkLayer.Exploring"/>; otherwise, and in an exported
/// model, the layer uses the means.
/// </para>
/// </remarks>
public sealed class NoisyDenseLayer : NetworkLayer
{
    private readonly Parameter weight;
    private readonly Parameter weightScale;
    private readonly Parameter bias;
    private readonly Parameter biasScale;
    private readonly Tensor inputNoise;
    private readonly Tensor outputNoise;

    /// <summary>Creates a layer.</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="initialScale">The initial scale σ₀ of the noise; the paper has 0.5.</param>
    /// <param name="random">
    /// The generator from which first the means of the weights, row by row, and then those of the biases are drawn.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">One of the numbers is not positive.</exception>
    public NoisyDenseLayer(int inputs, int outputs, double initialScale, Random random)
        : base(nameof(NoisyDenseLayer))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(initialScale);
        ArgumentNullException.ThrowIfNull(random);

        float bound = 1 / MathF.Sqrt(inputs);
        weight = LayerWeights.Uniform(random, bound, outputs, inputs);
        bias = LayerWeights.Uniform(random, bound, outputs);
        weightScale = LayerWeights.Constant((float)initialScale * bound, outputs, inputs);
        biasScale = LayerWeights.Constant((float)initialScale * bound, outputs);
        inputNoise = zeros(inputs);
        outputNoise = zeros(outputs);
        RegisterComponents();
    }

    /// <summary>The means of the weights, μʷ, of shape (outputs, inputs).</summary>
    public Parameter Weight => weight;

    /// <summary>The scales of the weights' noise, σʷ, of shape (outputs, inputs).</summary>
    public Parameter WeightScale => weightScale;

    /// <summary>The means of the biases, μᵇ, of shape (outputs).</summary>
    public Parameter Bias => bias;

    /// <summary>The scales of the biases' noise, σᵇ, of shape (outputs).</summary>
    public Parameter BiasScale => biasScale;

    /// <inheritdoc/>
    public override void ResampleNoise(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Draw(inputNoise, random);
        Draw(outputNoise, random);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        Tensor mean = nn.functional.linear(input, weight, bias);
        // The noise of a weight is a product, so inputs and outputs can be multiplied by its factors instead.
        return training || Exploring
            ? mean.Plus(nn.functional.linear(input * inputNoise, weightScale, biasScale) * outputNoise)
            : mean;
    }

    internal override Parameter Weights => weight;

    internal override Tensor Trace(UnitTrace trace, Tensor input) => trace.Computed(this, forward(input));

    /// <inheritdoc/>
    public override IReadOnlyList<PolicyLayer> ToLayers() =>
        [new LinearLayer(LayerWeights.Values(weight), LayerWeights.Values(bias))];

    internal override void DivideOutputs(double divisor) =>
        LayerWeights.Divide(divisor, weight, bias, weightScale, biasScale);

    internal override void MapOutputs(Tensor map, Tensor shift)
    {
        LayerWeights.MapOutputs(map, shift, weight, bias);
        using Tensor none = zeros_like(shift);
        LayerWeights.MapOutputs(map, none, weightScale, biasScale);
    }

    // The noise of a shift is left out: it would not be one draw per input.
    internal override bool TakeInputsAs(Tensor factor, Tensor shift)
    {
        LayerWeights.TakeInputsAs(factor, shift, weight, bias);
        using Tensor size = (weightScale * factor).abs();
        weightScale.copy_(size);
        return true;
    }

    internal override IEnumerable<Parameter> ExportedWeights => [weight, bias];

    /// <summary>Draws f(ε) for each value.</summary>
    internal static void Draw(Span<float> noise, Random random)
    {
        for (int i = 0; i < noise.Length; i++)
            noise[i] = SignedRoot(Gaussian(random));
    }

    private static void Draw(Tensor noise, Random random)
    {
        float[] values = new float[noise.numel()];
        Draw(values, random);
        using IDisposable frozen = no_grad();
        using Tensor source = tensor(values);
        noise.copy_(source);
    }

    private static float SignedRoot(double value) => (float)Math.CopySign(Math.Sqrt(Math.Abs(value)), value);

    // Box and Muller: A Note on the Generation of Random Normal Deviates (1958).
    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
