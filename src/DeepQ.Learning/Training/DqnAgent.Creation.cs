using DeepQ.Learning.Distributions;
using DeepQ.Learning.Exploration;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Rollouts;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Torch;
using DeepQ.Learning.Training;

namespace DeepQ.Learning;

public sealed partial class DqnAgent
{
    /// <summary>Creates an agent.</summary>
    /// <param name="options">The settings, which are copied.</param>
    /// <param name="observationSpace">The observation space.</param>
    /// <param name="actionSpace">The action space.</param>
    /// <param name="random">The generator of all draws.</param>
    /// <param name="environments">The number of parallel environments.</param>
    /// <param name="hasActionMask">Whether the agent gets action masks.</param>
    /// <exception cref="ArgumentException">
    /// Some settings are out of range, or the network of <see cref="DqnOptions.CreateNetwork"/> cannot be trained.
    /// </exception>
    /// <exception cref="InvalidOperationException">The device is not available, and no fallback was allowed.</exception>
    public DqnAgent(
        DqnOptions options,
        BoxSpace observationSpace,
        DiscreteSpace actionSpace,
        Xoshiro256 random,
        int environments = 1,
        bool hasActionMask = false)
        : this(
            NewLearner(options, observationSpace, actionSpace, random, environments, hasActionMask, out TorchThreads threads),
            options.Copy(),
            observationSpace,
            actionSpace,
            environments,
            hasActionMask,
            new ObserverGroup(options.Observers),
            new ProgressClock(null),
            random.Fork(),
            threads)
    {
    }

    /// <summary>Acts and learns for a training, with a learner that the caller owns.</summary>
    internal DqnAgent(
        DqnOptions options,
        OnlineLearner learner,
        VectorEnvironment environments,
        ObserverGroup observers,
        ProgressClock clock,
        Xoshiro256 random)
        : this(
            learner,
            options,
            environments.ObservationSpace,
            environments.ActionSpace,
            environments.Count,
            environments.HasActionMask,
            observers,
            clock,
            random,
            threads: null)
    {
    }

    // A learner with threads of torch is the agent's own; one that is passed in comes from the user.
    private DqnAgent(
        OnlineLearner learner,
        DqnOptions options,
        BoxSpace observationSpace,
        DiscreteSpace actionSpace,
        int environments,
        bool hasActionMask,
        ObserverGroup observers,
        ProgressClock clock,
        Xoshiro256 random,
        TorchThreads? threads)
    {
        (_options, _learner, _observers, _clock, _threads) = (options, learner, observers, clock, threads);
        (ObservationSpace, ActionSpace) = (observationSpace, actionSpace);
        _renewal = options.NewRenewal();
        _moment = threads is null ? null : new TrainingMoment(CopyNetwork);
        try
        {
            _experience = new Experience(
                options.ToReplay(environments), observationSpace, hasActionMask ? actionSpace.Count : 0, environments, random.Fork());
            _behavior = new BehaviorPolicy(
                options.NewExploration(environments, actionSpace.Count), environments, actionSpace.Count);
            if (options.Rollout is not null)
                _rollout = new Rollout(options.Rollout, options.Gamma, _experience, environments, random.Fork());
        }
        catch
        {
            Dispose();
            throw;
        }

        _episodes = new EpisodeStatistics(environments);
        _exploring = random.Fork();
        _actions = new int[environments];
        if (options is { CreateNetwork: null, Network.Distribution: BootstrappedEnsemble { FollowsOneHead: true } ensemble })
            _heads = new HeadChoice(environments, actionSpace.Count, ensemble.Heads);
        for (int i = 0; i < environments; i++)
            _heads?.Draw(i, _exploring);
        _updatesDue = options.Demonstrations?.UpdatesBeforeActing ?? 0;
        LearningIsDue = _updatesDue > 0;
    }

    private static OnlineLearner NewLearner(
        DqnOptions options,
        BoxSpace observationSpace,
        DiscreteSpace actionSpace,
        Xoshiro256 random,
        int environments,
        bool hasActionMask,
        out TorchThreads threads)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(observationSpace);
        ArgumentNullException.ThrowIfNull(actionSpace);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(environments);
        DqnTrainer trainer = new(options);
        options.Demonstrations?.RequireFit(observationSpace, actionSpace, hasActionMask);
        threads = new TorchThreads(options.Threads ?? 1);
        try
        {
            return trainer.CreateLearner(observationSpace, actionSpace, random, environments);
        }
        catch
        {
            threads.Dispose();
            throw;
        }
    }
}
