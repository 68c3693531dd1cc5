using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Scaling;

/// <summary>
/// Learns in units that follow the observed data, and returns networks in the units of the environment. When the units
/// change, the weights change with them, so that every Q-value stays the same.
/// </summary>
/// <remarks>
/// Rewards as in van Hasselt et al.: Learning values across many orders of magnitude (2016), https://arxiv.org/abs/1602.07714;
/// states likewise, by the first layer. The optimizer's steps are in the old units, so it restarts.
/// </remarks>
internal sealed class OnlineLearner : IDisposable
{
    private readonly Func<QNetwork, bool, DqnLearner> _create;
    private DqnLearner _learner;
    private bool _hasLearned;

    /// <summary>Creates the networks with equal weights. The learner owns both.</summary>
    /// <param name="network">The online network.</param>
    /// <param name="options">The settings, which determine what may change: see <see cref="Prepare"/> for the network.</param>
    /// <param name="create">Creates the inner learner of a network, at first and after a change.</param>
    public OnlineLearner(QNetwork network, UnitsSettings options, Func<QNetwork, bool, DqnLearner> create)
    {
        _create = create;
        _learner = create(network, true);
        _hasLearned = options.InitialNetwork is not null;
        Units = RunningUnits.For(options, network);
    }

    /// <summary>The current units.</summary>
    public RunningUnits Units { get; }

    /// <inheritdoc cref="DqnLearner.Network"/>
    /// <remarks>Its Q-values are in the current units, on which its greedy actions do not depend.</remarks>
    public QNetwork Network => _learner.Network;

    /// <inheritdoc cref="DqnLearner.Values"/>
    public IQFunction Values => _learner.Values;

    /// <summary>The current inner learner.</summary>
    public DqnLearner ValueLearner => _learner;

    /// <inheritdoc cref="DqnLearner.AbsoluteErrors"/>
    public float[] AbsoluteErrors => _learner.AbsoluteErrors;

    /// <summary>
    /// Prepares the architecture: states are scaled if allowed, and a histogram gets initial returns.
    /// </summary>
    /// <param name="options">The settings.</param>
    /// <param name="observations">The observations of the network.</param>
    public static NetworkOptions Prepare(UnitsSettings options, BoxSpace observations)
    {
        NetworkOptions prepared = options.Network;
        if (Scales(options, observations))
            prepared = prepared with { ObservationScaling = ObservationScaling.Identity(observations.Size) };
        if (RunningUnits.OpenReturns(options) is { } returns)
            prepared = prepared with { Distribution = returns };
        return prepared;
    }

    /// <summary>
    /// Examines the observed data if due, and switches to other units if the current ones do not fit.
    /// </summary>
    public void LookAt(ReplayBuffer seen, long step)
    {
        float? before = Units.HasRewards ? Units.Reward : null;
        if (Units.LookAt(seen, step, out bool[]? still))
            GoOver(_hasLearned && before is { } unit ? Units.Reward / (double)unit : 1, still);
    }

    /// <inheritdoc cref="RunningUnits.Notice(ReadOnlySpan{float}, ReadOnlySpan{double}, long)"/>
    public void Notice(ReadOnlySpan<float> states, ReadOnlySpan<double> rewards, long step) => Units.Notice(states, rewards, step);

    /// <inheritdoc cref="DqnLearner.Update"/>
    public UpdateResult Update(TransitionBatch batch, long step)
    {
        _hasLearned = true;
        Units.Notice(batch.Rewards);
        DivideRewards(batch);
        if (Units.Reward == 1)
            return _learner.Update(batch, step);
        UpdateResult result = _learner.Update(batch, step);
        return result with { MeanQ = result.MeanQ * Units.Reward, MeanAbsoluteError = result.MeanAbsoluteError * Units.Reward };
    }

    /// <inheritdoc cref="DqnLearner.Errors"/>
    /// <remarks>In the units at present, as those of an update are.</remarks>
    public float[] Errors(TransitionBatch batch)
    {
        DivideRewards(batch);
        return _learner.Errors(batch);
    }

    /// <inheritdoc cref="DqnLearner.UpdateTarget"/>
    public void UpdateTarget(long times) => _learner.UpdateTarget(times);

    /// <inheritdoc cref="DqnLearner.TakeOver"/>
    public void TakeOver() => _learner.TakeOver();

    /// <inheritdoc cref="DqnLearner.RequireFinite"/>
    public void RequireFinite() => _learner.RequireFinite();

    /// <inheritdoc cref="DqnLearner.BeginEvaluation"/>
    /// <remarks>They are in the current units.</remarks>
    public IQFunction BeginEvaluation() => _learner.BeginEvaluation();

    /// <summary>
    /// A copy of the averaged weights or, without averaging, of the online network, in the units of the environment.
    /// </summary>
    public QNetwork CopyNetwork() => Restore(_learner.CopyAverage());

    /// <inheritdoc cref="DqnLearner.CopyFinite"/>
    public QNetwork? CopyFinite() => _learner.CopyFinite() is { } network ? Restore(network) : null;

    /// <summary>Writes the state that a learner with the same settings needs to continue.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_hasLearned);
        Units.Save(writer);
        _learner.Save(writer);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The saved networks have other tensors.</exception>
    public void Load(BinaryReader reader)
    {
        bool hasLearned = reader.ReadBoolean();
        Units.Load(reader);
        _hasLearned = false;
        GoOver(1);
        _hasLearned = hasLearned;
        _learner.Load(reader);
    }

    /// <summary>Writes the weights and the units alone: what acts by them, and cannot go on learning.</summary>
    public void SaveWeights(BinaryWriter writer)
    {
        Units.Save(writer);
        ModuleState.Save(_learner.Network, writer);
    }

    /// <summary>Takes over what <see cref="SaveWeights"/> wrote; targets come from the same weights.</summary>
    /// <exception cref="InvalidDataException">The saved network has other tensors.</exception>
    public void LoadWeights(BinaryReader reader)
    {
        Units.Load(reader);
        _hasLearned = false;
        GoOver(1);
        ModuleState.Load(_learner.Network, reader);
        _learner.BeginAnew(null);
        using QNetwork same = _learner.CopyNetwork();
        _learner.ReadTarget(same);
    }

    public void Dispose() => _learner.Dispose();

    private void DivideRewards(TransitionBatch batch)
    {
        if (Units.Reward == 1)
            return;
        foreach (ref float reward in batch.Rewards.AsSpan())
            reward /= Units.Reward;
    }

    private static bool Scales(UnitsSettings options, BoxSpace observations) =>
        options is { NormalizeObservations: true, IsOwnModule: false, InitialNetwork: null } &&
        options.Network is { ObservationScaling: null, Convolutions.Count: 0 } &&
        // There is no layer between the states and the gates of fractions that could compensate another scale.
        options.Network is not { Distribution.TakesFractions: true, HiddenUnits.Count: 0 } &&
        observations.ElementType == ElementType.Float32;

    // Before anything is learned, no value has to be preserved.
    private void GoOver(double unit, bool[]? still = null)
    {
        QNetwork network = InUnits(_learner.CopyNetwork(), unit, still);
        using QNetwork target = InUnits(_learner.CopyTarget(), unit, still);
        using QNetwork average = InUnits(_learner.CopyAverage(), unit, still);
        DqnLearner before = _learner;
        _learner = _create(network, false);
        _learner.ReadTarget(target);
        _learner.ContinueAverage(before, average);
        before.Dispose();
    }

    private QNetwork InUnits(QNetwork network, double unit, bool[]? still)
    {
        if (Units.Scaling is { } scaling)
            network = Replaced(network, network.WithScaling(scaling, keepsValues: _hasLearned, still));
        if (Units.Returns is { } returns && network is LayeredQNetwork layered && !returns.Equals(layered.Distribution))
            network = Replaced(network, layered.WithReturns(returns, keepsPlaces: _hasLearned));
        return unit == 1 ? network : Replaced(network, network.InUnits(unit));
    }

    private QNetwork Restore(QNetwork network) =>
        Units.Reward == 1 ? network : Replaced(network, network.InUnits(1.0 / Units.Reward));

    private static QNetwork Replaced(QNetwork network, QNetwork? other)
    {
        if (other is null)
            return network;
        network.Dispose();
        return other;
    }
}
