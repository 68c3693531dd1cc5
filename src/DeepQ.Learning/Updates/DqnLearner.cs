using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Torch;

namespace DeepQ.Learning.Updates;

/// <summary>The two networks, and the update that moves one toward targets of the other.</summary>
internal sealed partial class DqnLearner : ILearner
{
    private readonly LearnerSettings _settings;
    private readonly Xoshiro256 _random;
    private readonly INetworkPair _networks;
    private readonly Objective _objective;
    private readonly float[] _outputs;
    private readonly bool _drawsFromTorch;
    private readonly WeightAverage? _average;

    /// <summary>Creates a learner, which owns the two networks.</summary>
    /// <param name="networks">The networks.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="random">
    /// The generator of the noise of updates; it seeds torch's generator for custom modules.
    /// </param>
    /// <param name="objective">Creates the objective; null for the one that the network and the settings imply.</param>
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

    /// <summary>The online network with its current weights. Owned by the learner; treat it as read-only.</summary>
    public QNetwork Network => _networks.Network;

    /// <summary>The values of the online network, to act with.</summary>
    public IQFunction Values => _networks.Learning;

    /// <summary>The generator of the noise of updates and of reinitialized weights.</summary>
    public Xoshiro256 Random => _random;

    public DqnLearner ValueLearner => this;

    /// <summary>
    /// The distance of each transition of the latest batch from its target, which is its priority in a replay.
    /// </summary>
    public float[] AbsoluteErrors => _objective.AbsoluteErrors;

    /// <summary>Takes one gradient step on the loss of a batch.</summary>
    /// <param name="batch">The transitions.</param>
    /// <param name="step">The progress of the training, for the learning rate.</param>
    public UpdateResult Update(TransitionBatch batch, long step = 0)
    {
        _networks.TakeOver();
        // Choosing, evaluating and learning each have separate noise, so that they stay independent.
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

    /// <summary>How far the transitions of a batch are from their targets, without a step: their first priorities in a replay.</summary>
    /// <param name="batch">The transitions.</param>
    /// <returns>A value for each; the next call overwrites them.</returns>
    public float[] Errors(TransitionBatch batch)
    {
        _networks.Target.ResampleNoise(_random);
        _networks.Learning.ResampleNoise(_random);
        _objective.ComputeTargets(batch);
        _networks.Learning.ResampleNoise(_random);
        Forward(batch);
        _objective.ComputeGradient(batch, _outputs);
        return AbsoluteErrors;
    }

    /// <summary>
    /// Reads weights of <see cref="Network"/> that were reinitialized, and restarts the optimizer for them.
    /// </summary>
    /// <param name="drawn">The weights; null for all.</param>
    public void BeginAnew(IReadOnlyList<DrawnWeights>? drawn) => _networks.BeginAnew(drawn);

    /// <summary>
    /// Restarts the average of weights, because the previous weights have little in common with the current network.
    /// </summary>
    public void RestartAverage() => _average?.Restart();

    /// <summary>Reads weights of the module that other code changed.</summary>
    public void TakeOver() => _networks.TakeOver();

    // Torch's generator is seeded for each pass, so that draws of other code have no effect and a checkpoint needs only
    // our generator.
    private void Forward(TransitionBatch batch)
    {
        using TorchGenerator? own = _drawsFromTorch ? new TorchGenerator(_random, _networks.Network.Device) : null;
        _objective.Forward(batch, _outputs);
    }

    /// <summary>Moves the target network toward the online network, a number of times: θ' ← (1 − τ) θ' + τ θ.</summary>
    public void UpdateTarget(long times = 1)
    {
        // The number of elapsed intervals: with many environments one step of the loop covers several.
        double rate = times == 1 ? _settings.TargetUpdateRate : 1 - Math.Pow(1 - _settings.TargetUpdateRate, times);
        _networks.BlendTarget(rate);
        _objective.OnTargetUpdated();
    }

    /// <summary>
    /// Checks every weight: a unit with a broken weight may be inactive, so that the loss stays finite.
    /// </summary>
    /// <exception cref="DivergenceException">A weight is infinite or NaN.</exception>
    public void RequireFinite()
    {
        if (!_networks.IsFinite())
            throw new DivergenceException("A weight of the network became infinite or not a number.");
    }

    /// <summary>Copies the target network.</summary>
    public QNetwork CopyTarget() => _networks.CopyTarget();

    /// <summary>Replaces the weights of the target network.</summary>
    public void ReadTarget(QNetwork target)
    {
        _networks.ReadTarget(target);
        _objective.OnTargetUpdated();
    }

    public QNetwork CopyNetwork() => Network.Copy();

    /// <summary>
    /// Returns the values to evaluate, without noise: from the average of weights or, without one, from the current
    /// weights.
    /// </summary>
    public IQFunction BeginEvaluation()
    {
        if (_average is not { HasBegun: true })
            _networks.BlendAverage(1);
        return _networks.Average;
    }

    /// <summary>Copies the average of weights or, without one, the online network.</summary>
    public QNetwork CopyAverage() => _average is { HasBegun: true } ? _networks.CopyAverage() : CopyNetwork();

    /// <summary>Continues the average of another learner with the given weights.</summary>
    public void ContinueAverage(DqnLearner other, QNetwork average)
    {
        if (other._average is not { HasBegun: true } counted)
            return;
        _average!.Continue(counted);
        _networks.ReadAverage(average);
    }

    /// <summary>
    /// Copies the online network or the target network, whichever has finite weights; null if neither has.
    /// </summary>
    public QNetwork? CopyFinite() => _networks.CopyFinite();

    public void Dispose() => _networks.Dispose();
}
