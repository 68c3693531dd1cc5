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
    // The unit of schedules.
    private long Length => LearnsFromLog ? Updates : Steps;

    /// <summary>Returns the probability of a random action after a number of environment steps.</summary>
    internal double EpsilonAt(long step) => Epsilon.Over(Length).At(step);

    /// <summary>The settings of updates.</summary>
    /// <param name="environments">The number of environments of rollouts; null without rollouts.</param>
    internal LearnerSettings ToLearner(int? environments = null) => new()
    {
        BatchSize = environments is int count && Rollout is not null ? Rollout.BatchSize(count) : BatchSize,
        LearningRate = LearningRate.Over(Length),
        MaxGradientNorm = MaxGradientNorm,
        // The target network is the network that chose the actions of a rollout.
        TargetUpdateRate = Rollout is null ? TargetUpdateRate : 1,
        WeightAveraging = LearnsFromLog || HasSparseStates ? 0 : WeightAveraging,
        Loss = new(Loss.WithThreshold(HuberThreshold), (float)HuberThreshold),
        // Next states are stored for the longest returns.
        NStep = Math.Max(NStep, Resets?.FirstNStep ?? 1),
        Target = Target,
        Optimizer = ToOptimizer(),
        UpdatePath = UpdatePath,
        Threads = Threads,
        HasSparseStates = HasSparseStates,
        IsNetworkShared = CreateNetwork is not null,
        Messages = new ObserverGroup(Observers),
    };

    /// <summary>The rule of the targets.</summary>
    internal TargetRule Target => TargetRule ?? (Munchausen is { } munchausen ? new MunchausenTarget(munchausen)
        : DoubleQ ? new DoubleTarget()
        : new MaxTarget());

    /// <summary>The settings of the optimizer.</summary>
    internal OptimizerSettings ToOptimizer() => new(
        Optimizer, OptimizerEpsilon, WeightDecay, BeginsAnew: DormantUnits is { Recycle: true });

    /// <summary>Creates the renewal of the network.</summary>
    internal NetworkRenewal NewRenewal() => new(DormantUnits, Resets, new(Gamma, NStep));

    /// <summary>The settings of the replay.</summary>
    /// <param name="environments">The number of environments of a rollout.</param>
    internal ReplaySettings ToReplay(int environments = 1) => Rollout is null
        ? new(BatchSize, ReplayCapacity, Gamma, NStep, PrioritizedReplay?.Over(Length), CreateSampler, InitialReplay, Demonstrations?.ToReplay())
        : new(Rollout.BatchSize(environments), Rollout.Transitions(environments), Gamma);

    /// <summary>Creates the exploration.</summary>
    /// <exception cref="ArgumentException">A custom exploration is null.</exception>
    internal ExplorationPolicy NewExploration(int environments, int actions)
    {
        if (CreateExploration is null)
            return new EpsilonGreedy(
                new(Epsilon.Over(Length), EpsilonSpread, Temperature.Over(Length), MaxRandomActionSteps), environments);
        return CreateExploration(environments, actions) ?? throw new ArgumentException(
            "CreateExploration returned null: it must return a new exploration at each call, or be null itself.");
    }

    /// <summary>The settings of an offline algorithm.</summary>
    internal OfflineSettings ToOffline()
    {
        if (LearnsFromLog)
            return new(Network, Target, Algorithm);
        DqnOptions options = Copy();
        options.LearnsFromLog = true;
        return options.ToOffline();
    }

    /// <summary>The settings of units while acting.</summary>
    /// <param name="environments">The number of environments, whose first rollout is examined before it is learned from.</param>
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

    /// <summary>The settings of the units of a table.</summary>
    internal UnitsSettings ToTableUnits() =>
        ToUnits() with { NormalizeRewards = NormalizeRewards && OfflineAlgorithm.LearnsValues };

    /// <summary>
    /// Returns the settings in the units of a table. If rewards have another unit, an initial network is a copy, which
    /// the caller owns.
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
