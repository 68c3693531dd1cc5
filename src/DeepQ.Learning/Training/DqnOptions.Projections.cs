using DeepQ.Learning.Exploration;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Renewal;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Targets;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning;

public partial class DqnOptions
{
    // What schedules are by.
    private long Length => LearnsFromLog ? Updates : Steps;

    /// <summary>The probability of a random action after so many environment steps.</summary>
    internal double EpsilonAt(long step) => Epsilon.Over(Length).At(step);

    /// <summary>What updates read.</summary>
    /// <param name="environments">The number of environments that rollouts are of; null where none is learned from.</param>
    internal LearnerSettings ToLearner(int? environments = null) => new()
    {
        BatchSize = environments is int count && Rollout is not null ? Rollout.BatchSize(count) : BatchSize,
        LearningRate = LearningRate.Over(Length),
        MaxGradientNorm = MaxGradientNorm,
        // The late copy is the network that a rollout was acted by.
        TargetUpdateRate = Rollout is null ? TargetUpdateRate : 1,
        WeightAveraging = LearnsFromLog || HasSparseStates ? 0 : WeightAveraging,
        Loss = new(Loss.WithThreshold(HuberThreshold), (float)HuberThreshold),
        // What is kept of next states is of those one step ahead.
        NStep = Math.Max(NStep, Resets?.FirstNStep ?? 1),
        Target = Target,
        Optimizer = ToOptimizer(),
        UpdatePath = UpdatePath,
        Threads = Threads,
        HasSparseStates = HasSparseStates,
        IsNetworkShared = CreateNetwork is not null,
        Messages = new ObserverGroup(Observers),
    };

    /// <summary>What values are pulled to.</summary>
    internal TargetRule Target => TargetRule ?? (Munchausen is { } munchausen ? new MunchausenTarget(munchausen)
        : DoubleQ ? new DoubleTarget()
        : new MaxTarget());

    /// <summary>What the optimizer reads.</summary>
    internal OptimizerSettings ToOptimizer() => new(
        Optimizer, OptimizerEpsilon, WeightDecay, BeginsAnew: DormantUnits is { Recycle: true });

    /// <summary>Creates what renews the network.</summary>
    internal NetworkRenewal NewRenewal() => new(DormantUnits, Resets, new(Gamma, NStep));

    /// <summary>What the replay reads.</summary>
    /// <param name="environments">The number of environments, whose steps a rollout has.</param>
    internal ReplaySettings ToReplay(int environments = 1) => Rollout is null
        ? new(BatchSize, ReplayCapacity, Gamma, NStep, PrioritizedReplay?.Over(Length), CreateSampler, InitialReplay, Demonstrations?.ToReplay())
        : new(Rollout.BatchSize(environments), Rollout.Transitions(environments), Gamma);

    /// <summary>Creates what chooses actions while learning.</summary>
    /// <exception cref="ArgumentException">An exploration of one's own is not there.</exception>
    internal ExplorationPolicy NewExploration(int environments, int actions)
    {
        if (CreateExploration is null)
            return new EpsilonGreedy(
                new(Epsilon.Over(Length), EpsilonSpread, Temperature.Over(Length), MaxRandomActionSteps), environments);
        return CreateExploration(environments, actions) ?? throw new ArgumentException(
            "CreateExploration returned null: it must return a new exploration at each call, or be null itself.");
    }

    /// <summary>What an offline algorithm reads.</summary>
    internal OfflineSettings ToOffline()
    {
        if (LearnsFromLog)
            return new(Network, Target, Algorithm);
        DqnOptions options = Copy();
        options.LearnsFromLog = true;
        return options.ToOffline();
    }

    /// <summary>What units are chosen by while acting.</summary>
    /// <param name="environments">The number of environments, whose first rollout is looked at before it is learned from.</param>
    internal UnitsSettings ToUnits(int environments = 1) => new()
    {
        Gamma = Gamma,
        Network = Network,
        NormalizeObservations = NormalizeObservations,
        NormalizeRewards = NormalizeRewards,
        IsOwnModule = CreateNetwork is not null,
        LearningStarts = Rollout?.Transitions(environments) ?? (Demonstrations is { UpdatesBeforeActing: > 0 } ? 0 : LearningStarts),
        InitialNetwork = InitialNetwork,
        Messages = new ObserverGroup(Observers),
    };

    /// <summary>What the units of a table are chosen by.</summary>
    internal UnitsSettings ToTableUnits() =>
        ToUnits() with { NormalizeRewards = NormalizeRewards && OfflineAlgorithm.LearnsValues };

    /// <summary>
    /// The same settings in the units of a table. A network to begin with is a copy, which the caller owns, where rewards have
    /// another unit.
    /// </summary>
    internal DqnOptions In(TableUnits units)
    {
        DqnOptions options = Copy();
        options.Network = units.Apply(Network);
        options.OfflineAlgorithm = OfflineAlgorithm.Weighted(units.Weight);
        if (units.Reward != 1)
            options.InitialNetwork = InitialNetwork?.InUnits(units.Reward) ?? InitialNetwork?.Copy();
        return options;
    }
}
