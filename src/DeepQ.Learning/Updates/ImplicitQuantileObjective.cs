using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.States;
using static TorchSharp.torch;

namespace DeepQ.Learning.Updates;

/// <summary>IQN: like <see cref="DistributionalObjective"/>, at fractions that are drawn for each update.</summary>
internal sealed class ImplicitQuantileObjective(
    TorchNetworkPair networks,
    LearnerSettings settings,
    ImplicitQuantileDistribution distribution,
    Random random)
    : DistributionalObjective(networks, settings, distribution.Samples, distribution.TargetSamples)
{
    private readonly ImplicitQuantileQNetwork _network = (ImplicitQuantileQNetwork)networks.Network;
    private readonly ImplicitQuantileQNetwork _target = (ImplicitQuantileQNetwork)networks.TargetNetwork;
    private readonly float[] _fractions = new float[settings.BatchSize * distribution.Samples];
    private readonly float[] _targetFractions = new float[settings.BatchSize * distribution.TargetSamples];

    public override void Forward(TransitionBatch batch, Span<float> outputs)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor states = _network.Upload(batch.StateRows);
        networks.Keep(_network.Quantiles(states, Draw(_fractions, states)), outputs);
    }

    protected override ReadOnlySpan<float> Fractions(int row) =>
        _fractions.AsSpan(row * distribution.Samples, distribution.Samples);

    protected override void NextOutputs(StateBatch nextStates, Span<float> outputs)
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor states = _target.Upload(nextStates);
        QNetwork.Read(_target.Quantiles(states, Draw(_targetFractions, states)), outputs);
    }

    private Tensor Draw(float[] fractions, Tensor states)
    {
        for (int i = 0; i < fractions.Length; i++)
            fractions[i] = random.NextSingle();
        return tensor(fractions, [states.shape[0], fractions.Length / states.shape[0]]).to(states.device);
    }
}
