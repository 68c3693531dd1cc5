namespace DeepQ.Learning;

/// <summary>Fits a network to some of the logged episodes.</summary>
internal sealed class LoggedFit(LoggedData log, OffPolicyOptions options, double gamma)
{
    private readonly DqnOptions _settings = new()
    {
        HiddenUnits = options.HiddenUnits,
        Gamma = gamma,
        LearningRate = new LinearSchedule(options.LearningRate, options.LearningRate / 10, options.Updates),
        BatchSize = options.BatchSize,
        Updates = options.Updates,
        TargetUpdateRate = 0.01,
    };

    private readonly TableUnits _units = TableUnits.Of(log.Transitions, new DqnOptions { Gamma = gamma });

    /// <summary>
    /// Fitted Q evaluation: the Q of a policy π, by repeated regression on r + γ Σ π(a' | s') Q(s', a').
    /// </summary>
    /// <remarks>Le, Voloshin, Yue: Batch Policy Learning under Constraints (2019), section 4.</remarks>
    /// <param name="slots">The transitions to fit to; one may be there more than once.</param>
    /// <param name="policy">The policy π.</param>
    /// <param name="random">The generator that everything is drawn from.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    /// <returns>The network; the caller owns it.</returns>
    public QNetwork Values(
        IReadOnlyList<int> slots, PolicyTable policy, Xoshiro256 random, CancellationToken cancellationToken) =>
        Run(
            slots,
            networks => new PolicyValueObjective(networks, _settings, policy.Successors),
            _units,
            random,
            cancellationToken);

    /// <summary>The logits of the logged policy, by the cross-entropy of its actions.</summary>
    /// <inheritdoc cref="Values"/>
    public QNetwork Behavior(IReadOnlyList<int> slots, Xoshiro256 random, CancellationToken cancellationToken) =>
        Run(
            slots,
            networks => new CrossEntropyObjective(networks, _settings),
            _units with { Reward = 1 },
            random,
            cancellationToken);

    private QNetwork Run(
        IReadOnlyList<int> slots,
        Func<INetworkPair, Objective> objective,
        TableUnits units,
        Xoshiro256 random,
        CancellationToken cancellationToken)
    {
        ReplayBuffer transitions = log.Transitions;
        TransitionBatch batch = new(_settings.BatchSize, transitions.ObservationSize, transitions.MaskedActions);
        QNetwork network = units.Apply(_settings).Network.CreateNetwork(log.ObservationSpace, log.ActionSpace.Count, random.Fork());
        using TorchThreads threads = new(_settings.Threads ?? 1);
        using DqnLearner learner = new(network, _settings, random.Fork(), objective);
        for (int update = 0; update < _settings.Updates; update++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (ref int slot in batch.Slots.AsSpan())
                slot = slots[random.Next(slots.Count)];
            transitions.Read(batch, (float)_settings.Gamma, steps: 1);
            units.Normalize(batch);
            learner.Update(batch, update);
            learner.UpdateTarget();
        }

        learner.RequireFinite();
        QNetwork fitted = units.Restore(learner.CopyNetwork());
        fitted.eval();
        return fitted;
    }
}
