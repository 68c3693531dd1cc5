using DeepQ.MLNet;

namespace DeepQ.Decisions.MLNet;

/// <summary>How policies are learned from the log of decisions, and when.</summary>
public sealed class DecisionTrainerOptions
{
    private const int MostRounds = 100;

    // What timers take.
    private static readonly TimeSpan MostInterval = TimeSpan.FromDays(49);

    /// <summary>What of the log is learned from, with which γ, and what candidates are judged by.</summary>
    /// <value>The default value is <c>new()</c>.</value>
    public PromotionGateOptions Gate { get; set; } = new();

    /// <summary>
    /// Changes the settings of the trainer. They come with the γ of <see cref="Gate"/>; where that is 0, with
    /// <see cref="DeepQ.Learning.Offline.DeepQLearning"/>, which learns mean rewards as they are.
    /// </summary>
    /// <value>The default value is <see langword="null"/>: nothing is changed.</value>
    public Action<DeepQTrainer.Options>? Configure { get; set; }

    /// <summary>
    /// The number of trainings that follow the first one where decisions are among candidates and γ is above 0: rounds of fitted Q iteration, each with
    /// the updates of the settings.
    /// </summary>
    /// <value>
    /// The default value is <see langword="null"/>: 3 / (1 − γ), rounded up, and at most 100. Each round leaves γ of the error before it, so that
    /// 5% are left.
    /// </value>
    public int? Rounds { get; set; }

    /// <summary>The seed of the trainings.</summary>
    /// <value>The default value is 1.</value>
    public int Seed { get; set; } = 1;

    /// <summary>The least number of decisions to learn from.</summary>
    /// <value>The default value is 1,000.</value>
    public long LeastDecisions { get; set; } = 1_000;

    /// <summary>The number of decisions that have to be new in the log before a hosted application learns again.</summary>
    /// <value>The default value is 10,000.</value>
    public long NewDecisions { get; set; } = 10_000;

    /// <summary>How often a hosted application looks at its versions, and whether there is enough that is new.</summary>
    /// <value>The default value is one hour.</value>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">An option is missing or out of its range; the message names it.</exception>
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
