using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Torch;

namespace DeepQ.Learning.Updates;

/// <summary>The two networks and the update that moves the one toward targets of the other.</summary>
internal sealed partial class DqnLearner : ILearner
{
    private readonly LearnerSettings _settings;
    private readonly Xoshiro256 _random;
    private readonly INetworkPair _networks;
    private readonly Objective _objective;
    private readonly float[] _outputs;
    private readonly bool _drawsFromTorch;
    private readonly WeightAverage? _average;

    /// <summary>Learns with two networks, which belong to the learner.</summary>
    /// <param name="networks">The networks.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="random">
    /// The generator that the noise of updates is drawn from; it seeds torch's for modules of one's own.
    /// </param>
    /// <param name="objective">Makes what is learned; null for the one that the network and the settings ask for.</param>
    public DqnLearner(
        INetworkPair networks, LearnerSettings settings, Xoshiro256 random, Func<INetworkPair, Objective>? objective = null)
    {
        _settings = settings;
        _random = random;
        _networks = networks;
        _objective = objective?.Invoke(_networks) ?? Objective.For(_networks, settings, random);
        _outputs = new float[_objective.OutputCount];
        _drawsFromTorch = !networks.Network.IsKnown;
        _average = settings.WeightAveraging > 0 ? new WeightAverage(settings.WeightAveraging) : null;
    }

    /// <summary>The network that learns, with its weights as they are now. Whoever asks only reads it.</summary>
    public QNetwork Network => _networks.Network;

    /// <summary>The values of the network that learns, to act by.</summary>
    public IQFunction Values => _networks.Learning;

    /// <summary>The generator that the noise of updates, and weights that are renewed, are drawn from.</summary>
    public Xoshiro256 Random => _random;

    public DqnLearner ValueLearner => this;

    /// <summary>How far each transition of the latest batch was from its target: its priority in a replay.</summary>
    public float[] AbsoluteErrors => _objective.AbsoluteErrors;

    /// <summary>Takes one step down the gradient of the loss of a batch.</summary>
    /// <param name="batch">The transitions.</param>
    /// <param name="step">How far training has come, for the learning rate.</param>
    public UpdateResult Update(TransitionBatch batch, long step = 0)
    {
        _networks.TakeOver();
        // Choosing, valuing and learning each see noise of their own, so that none of them follows another's.
        _networks.Target.ResampleNoise(_random);
        _networks.Learning.ResampleNoise(_random);
        _objective.ComputeTargets(batch);
        _networks.Learning.ResampleNoise(_random);

        Forward(batch);
        (double loss, double meanQ) = _objective.ComputeGradient(batch, _outputs);
        if (!double.IsFinite(loss))
            throw new DivergenceException($"The loss became {loss}.");

        double norm = _networks.ApplyGradient(_outputs, _settings.LearningRate.At(step), _settings.MaxGradientNorm);
        _networks.Show();
        if (_average?.Count() is > 0 and var rate)
            _networks.BlendAverage(rate);
        return new UpdateResult(loss, meanQ, _objective.AbsoluteErrors.Average(), norm);
    }

    /// <summary>Sees weights of <see cref="Network"/> that were renewed, and lets the optimizer begin anew with them.</summary>
    /// <param name="drawn">Which; null for all of them.</param>
    public void BeginAnew(IReadOnlyList<DrawnWeights>? drawn) => _networks.BeginAnew(drawn);

    /// <summary>Lets the average of weights begin anew: those so far have little to do with the network as it is now.</summary>
    public void RestartAverage() => _average?.Restart();

    /// <summary>Sees weights that somebody else changed in the module.</summary>
    public void TakeOver() => _networks.TakeOver();

    // Torch's generator is seeded for each pass, so that nobody else's draws count, and a checkpoint needs no more than ours.
    private void Forward(TransitionBatch batch)
    {
        using TorchGenerator? own = _drawsFromTorch ? new TorchGenerator(_random, _networks.Network.Device) : null;
        _objective.Forward(batch, _outputs);
    }

    /// <summary>Moves the target network toward the learning one, so many times: θ' ← (1 − τ) θ' + τ θ.</summary>
    public void UpdateTarget(long times = 1)
    {
        // As often as the interval passed: with many environments one step of the loop counts for several.
        double rate = times == 1 ? _settings.TargetUpdateRate : 1 - Math.Pow(1 - _settings.TargetUpdateRate, times);
        _networks.BlendTarget(rate);
        _objective.OnTargetUpdated();
    }

    /// <summary>
    /// Looks at every weight: a unit that a broken weight feeds may be silent, and the loss stay finite.
    /// </summary>
    /// <exception cref="DivergenceException">A weight is infinite or not a number.</exception>
    public void RequireFinite()
    {
        if (!_networks.IsFinite())
            throw new DivergenceException("A weight of the network became infinite or not a number.");
    }

    /// <summary>A copy of the network that targets come from.</summary>
    public QNetwork CopyTarget() => _networks.CopyTarget();

    /// <summary>Lets targets come from these weights.</summary>
    public void ReadTarget(QNetwork target)
    {
        _networks.ReadTarget(target);
        _objective.OnTargetUpdated();
    }

    public QNetwork CopyNetwork() => Network.Copy();

    /// <summary>
    /// The values to evaluate, without noise: of the average of weights, or, where none is kept, of the weights as they are now.
    /// </summary>
    public IQFunction BeginEvaluation()
    {
        if (_average is not { HasBegun: true })
            _networks.BlendAverage(1);
        return _networks.Average;
    }

    /// <summary>A copy of the average of weights, or, where none is kept, of the network that learns.</summary>
    public QNetwork CopyAverage() => _average is { HasBegun: true } ? _networks.CopyAverage() : CopyNetwork();

    /// <summary>Goes on with the average of another learner, of which the weights are given.</summary>
    public void ContinueAverage(DqnLearner other, QNetwork average)
    {
        if (other._average is not { HasBegun: true } counted)
            return;
        _average!.Continue(counted);
        _networks.ReadAverage(average);
    }

    /// <summary>
    /// A copy of the network that learns, or of its late copy, whichever has finite weights; null where neither has.
    /// </summary>
    public QNetwork? CopyFinite() => _networks.CopyFinite();

    public void Dispose() => _networks.Dispose();
}
