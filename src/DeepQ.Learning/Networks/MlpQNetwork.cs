using DeepQ.Onnx;
using static TorchSharp.torch;

namespace DeepQ.Learning;

/// <summary>A Q-network of fully connected layers with rectified linear units between them.</summary>
public sealed class MlpQNetwork : QNetwork
{
    private readonly ModuleList<DenseLayer> layers;
    private readonly int[] _hiddenUnits;

    /// <summary>Creates a network with weights that are drawn from a generator.</summary>
    /// <param name="observationSize">The number of values of an observation.</param>
    /// <param name="hiddenUnits">The width of each hidden layer; empty for a linear Q-function.</param>
    /// <param name="actionCount">The number of actions.</param>
    /// <param name="random">The generator that the weights are drawn from, first layer first.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width, or one of the numbers, is not positive.</exception>
    public MlpQNetwork(int observationSize, IReadOnlyList<int> hiddenUnits, int actionCount, Random random)
        : base(nameof(MlpQNetwork), observationSize, actionCount)
    {
        ArgumentNullException.ThrowIfNull(hiddenUnits);
        ArgumentNullException.ThrowIfNull(random);
        _hiddenUnits = [.. hiddenUnits];

        layers = new ModuleList<DenseLayer>();
        int width = observationSize;
        foreach (int units in hiddenUnits.Append(actionCount))
        {
            layers.Add(new DenseLayer(width, units, random));
            width = units;
        }

        RegisterComponents();
    }

    /// <summary>The layers, first to last; a rectified linear unit stands between each two.</summary>
    public IReadOnlyList<DenseLayer> Layers => [.. layers];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        Tensor hidden = input;
        for (int i = 0; i < layers.Count - 1; i++)
            hidden = nn.functional.relu(layers[i].forward(hidden));
        return layers[layers.Count - 1].forward(hidden);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<PolicyLayer> ToLayers() => [.. layers.SelectMany((layer, i) =>
    {
        PolicyLayer linear = new LinearLayer(Values(layer.Weight), Values(layer.Bias));
        return i < layers.Count - 1 ? [linear, new ActivationLayer(PolicyActivation.ReLU)] : new[] { linear };
    })];

    /// <inheritdoc/>
    protected override QNetwork CreateSameArchitecture() =>
        new MlpQNetwork(ObservationSize, _hiddenUnits, ActionCount, new Xoshiro256(0));

    private static float[] Values(Tensor parameter)
    {
        using DisposeScope scope = NewDisposeScope();
        return parameter.detach().cpu().data<float>().ToArray();
    }
}
