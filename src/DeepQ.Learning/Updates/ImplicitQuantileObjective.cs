using static TorchSharp.torch;

namespace DeepQ.Learning;

/// <summary>IQN: as <see cref="QuantileObjective"/>, at fractions that are drawn for each update.</summary>
internal sealed class ImplicitQuantileObjective(
    ImplicitQuantileQNetwork network,
    ImplicitQuantileQNetwork target,
    DqnOptions options,
    ImplicitQuantileDistribution distribution,
    Random random)
    : QuantileObjective(network, target, options, distribution.Samples, distribution.TargetSamples)
{
    private readonly float[] _fractions = new float[options.BatchSize * distribution.Samples];
    private readonly float[] _targetFractions = new float[options.BatchSize * distribution.TargetSamples];

    public override Tensor Forward(TransitionBatch batch)
    {
        Tensor states = network.Upload(batch.States);
        return network.Quantiles(states, Draw(_fractions, states));
    }

    protected override ReadOnlySpan<float> Fractions(int row) =>
        _fractions.AsSpan(row * distribution.Samples, distribution.Samples);

    protected override Tensor NextQuantiles(Tensor nextStates) =>
        target.Quantiles(nextStates, Draw(_targetFractions, nextStates));

    private Tensor Draw(float[] fractions, Tensor states)
    {
        for (int i = 0; i < fractions.Length; i++)
            fractions[i] = random.NextSingle();
        return tensor(fractions, [states.shape[0], fractions.Length / states.shape[0]]).to(states.device);
    }
}
