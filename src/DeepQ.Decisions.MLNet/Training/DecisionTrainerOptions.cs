using DeepQ.MLNet;

namespace DeepQ.Decisions.MLNet;

/// <summary>Options for learning policies from the log of decisions.</summary>
public sealed class DecisionTrainerOptions
{
    private const int MostRounds = 100;

    // The limit of timers.
    private static readonly TimeSpan MostInterval = TimeSpan.FromDays(49);

    /// <summary>The part of the log that is learned from, its γ, and the rule for candidates.</summary>
    /// <value>The default value is <c>new()</c>.</value>
    public PromotionGateOptions Gate { get; set; } = new();

    /// <summary>
    /// Changes the options of the trainer. They are preset with the γ of <see cref="Gate"/>, and if that is 0, with
    /// <see cref="DeepQ.Learning.Offline.DeepQLearning"/>, which learns mean rewards without modification.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: no changes.</value>
    public Action<DeepQTrainer.Options>? Configure { get; set; }

    /// <summary>
    /// The number of trainings after the first one if decisions are among candidates and γ is above 0. They are rounds of fitted Q iteration, each
    /// with the updates of the settings.
    /// </summary>
    /// <value>
    /// The default value is <see langword="null"/>: 3 / (1 − γ), rounded up, and at most 100. Each round reduces the error by the factor γ, which
    /// leaves 5% of it, and with γ = 0.99 a third.
    /// </value>
    public int? Rounds { get; set; }

    /// <summary>The seed of the trainings.</summary>
    /// <value>The default value is 1.</value>
    public int Seed { get; set; } = 1;

    /// <summary>The minimum number of decisions to learn from.</summary>
    /// <value>The default value is 1,000.</value>
    public long LeastDecisions { get; set; } = 1_000;

    /// <summary>The number of new decisions in the log after which a hosted application learns again.</summary>
    /// <value>The default value is 10,000.</value>
    public long NewDecisions { get; set; } = 10_000;

    /// <summary>How often a hosted application evaluates its versions and checks for new decisions.</summary>
    /// <value>The default value is one hour.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">An option is missing or out of range; the message names it.</exception>
    internal void Check()
    {
        Require(Gate is not null, nameof(Gate), "options, not null");
        Require(Rounds is null or >= 1, nameof(Rounds), "a number of rounds, at least 1, or null");
        Require(LeastDecisions >= 1, nameof(LeastDecisions), "a number of decisions, at least 1");
        Require(NewDecisions >= 1, nameof(NewDecisions), "a number of decisions, at least 1");
        Require(Interval > TimeSpan.Zero && Interval <= MostInterval, nameof(Interval), $"a positive time of at most {MostInterval.TotalDays} days");
    }

    /// <summary>The rounds for a discount.</summary>
    internal int RoundsFor(double gamma) =>
        gamma == 0 ? 0 : Rounds ?? (int)Math.Clamp(Math.Ceiling(3 / (1 - gamma)), 1, MostRounds);

    private static void Require(bool holds, string name, string what)
    {
        if (!holds)
            throw new ArgumentException($"{nameof(DecisionTrainerOptions)}.{name} must be {what}.", name);
    }
}
