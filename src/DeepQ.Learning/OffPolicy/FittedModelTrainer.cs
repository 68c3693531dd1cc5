using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.OffPolicy;

/// <summary>Fits networks to some of the logged transitions until they converge.</summary>
internal sealed class FittedModelTrainer(LoggedData log, OffPolicyOptions options, double gamma)
{
    // The share of updates with a falling learning rate, relative to the updates before.
    private const double Cooling = 0.5;
    private const int ShortestRound = 25;
    private const int LongestRound = 250;

    private readonly LearnerSettings _settings = new()
    {
        LearningRate = FitRun.RateFrom(options.LearningRate),
        BatchSize = options.BatchSize,
        // The mean, which a slowly following target network would take long to learn, is found separately.
        TargetUpdateRate = 0.01,
        HasSparseStates = log.Transitions.IsSparse,
    };

    private readonly TableUnits _units = TableUnits.Of(log.Transitions, new UnitsSettings { Gamma = gamma });
    private readonly PossibleValues _possible = PossibleValues.Of(log, gamma);
    private readonly FitClock _clock = new(options.TimeLimit);
    private readonly int _hotUpdates = Math.Max(1, (int)(options.Updates / (1 + Cooling)));

    /// <summary>
    /// Fitted Q evaluation: learns the Q of a policy π by repeated regression on r + γ Σ π(a' | s') Q(s', a').
    /// Continues until the value of the first states of the episodes no longer drifts, and then half as long with a
    /// falling learning rate.
    /// </summary>
    /// <remarks>Le, Voloshin, Yue: Batch Policy Learning under Constraints (2019), section 4.</remarks>
    /// <param name="slots">The transitions to fit to, with repetitions.</param>
    /// <param name="policy">The policy π.</param>
    /// <param name="random">The generator of all draws.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    /// <returns>The values; the caller owns them.</returns>
    public FittedValues Values(
        IReadOnlyList<int> slots, PolicyProbabilities policy, Xoshiro256 random, CancellationToken cancellationToken)
    {
        ValueCenter center = new(log.Transitions, slots, policy, gamma, _units, _possible);
        // Without a discount, episodes of the policy may be longer than those of the log and have greater returns.
        PossibleValues believed = gamma < 1 ? _possible : PossibleValues.Any;
        FitRun run = new(
            log,
            slots,
            options.HiddenUnits,
            gamma,
            _settings,
            networks => new PolicyValueObjective(
                networks, _settings, policy.Successors, () => believed.From(_units.Reward, center.Value)),
            _units,
            random);
        try
        {
            return Fitted(run, center, policy, random, cancellationToken);
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Learns the logits of the logged policy by the cross-entropy of its actions; keeps the ones that best predicted
    /// the actions of held-out transitions.
    /// </summary>
    /// <inheritdoc cref="Values"/>
    /// <param name="slots"/>
    /// <param name="heldOut">The held-out transitions, at least one.</param>
    /// <param name="random"/>
    /// <param name="cancellationToken"/>
    /// <returns>The network, which the caller owns, and the number of its updates.</returns>
    public (QNetwork Network, int Updates) Behavior(
        IReadOnlyList<int> slots, IReadOnlyList<int> heldOut, Xoshiro256 random, CancellationToken cancellationToken)
    {
        using FitRun run = BehaviorRun(slots, random);
        using BestClone best = new(log, heldOut);
        do
        {
            run.Learn(Math.Min(Round, options.Updates - run.Updates), 0, cancellationToken);
            best.Offer(run);
        }
        while (!best.IsFound && run.Updates < options.Updates && !_clock.IsOver);

        return (best.Take(), best.Updates);
    }

    /// <summary>Learns the same with a fixed number of updates and a falling learning rate.</summary>
    public QNetwork Behavior(IReadOnlyList<int> slots, int updates, Xoshiro256 random, CancellationToken cancellationToken)
    {
        using FitRun run = BehaviorRun(slots, random);
        run.CoolDown(updates, 0, cancellationToken);
        return run.CopyNetwork();
    }

    // Even few updates give enough rounds to detect a drift.
    private int Round => Math.Clamp(_hotUpdates / (2 * Drift.LeastRounds), ShortestRound, LongestRound);

    private FittedValues Fitted(
        FitRun run, ValueCenter center, PolicyProbabilities policy, Xoshiro256 random, CancellationToken cancellationToken)
    {
        StartValue start = new(log, policy);
        Drift drift = new();
        while (!drift.HasEnded && run.Updates < _hotUpdates && !_clock.IsOver)
        {
            run.Learn(Math.Min(Round, _hotUpdates - run.Updates), center.Value, cancellationToken);
            center.Move(run.Values, random);
            drift.Add(start.Of(run.Values) + center.Value);
        }

        run.CoolDown(Math.Max(1, (int)(Cooling * run.Updates)), center.Value, cancellationToken);
        run.RequireFinite();
        bool isPossible = _possible.Contain((start.Of(run.Values) + center.Value) * _units.Reward);
        return new FittedValues(run, _units.Reward, (float)(center.Value * _units.Reward), drift.HasEnded && isPossible);
    }

    private FitRun BehaviorRun(IReadOnlyList<int> slots, Xoshiro256 random) => new(
        log,
        slots,
        options.HiddenUnits,
        gamma,
        _settings,
        networks => new CrossEntropyObjective(networks, _settings),
        _units with { Reward = 1 },
        random);
}
