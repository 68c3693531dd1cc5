using DeepQ.Decisions.Deciding;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Queueing;

namespace DeepQ.Decisions;

/// <summary>Options of decisions and of their log.</summary>
public sealed class DecisionOptions
{
    // At most one megabyte of features per decision, so databases accept a batch of decisions.
    private const int MostCandidateValues = 1 << 18;

    // A thousand years: subtracting more would leave the range of DateTimeOffset.
    private static readonly TimeSpan MostRetention = TimeSpan.FromDays(365_000);

    /// <summary>The number of values of a state; required.</summary>
    public int StateSize { get; set; }

    /// <summary>
    /// The names of the actions, at least two different ones; required unless requests have candidates.
    /// </summary>
    public IReadOnlyList<string> ActionNames { get; set; } = [];

    /// <summary>
    /// The number of features of a candidate. Above 0, each request has its own
    /// <see cref="DecisionRequest.Candidates"/>, and there are no fixed actions.
    /// </summary>
    /// <value>The default value is 0: the actions are those of <see cref="ActionNames"/>.</value>
    public int CandidateFeatures { get; set; }

    /// <summary>The maximum number of candidates of a request; the log stores the features of all of them.</summary>
    /// <value>The default value is 1,000.</value>
    public int MostCandidates { get; set; } = 1000;

    /// <summary>Decides while neither a policy nor the caller does.</summary>
    /// <value>The default value is <see langword="null"/>: each request must then have its own action if no policy decides.</value>
    public BaselinePolicy? Baseline { get; set; }

    /// <summary>Chooses among candidates by their features while neither a policy nor the caller decides.</summary>
    /// <value>
    /// The default value is <see langword="null"/>: <see cref="Baseline"/> then returns an index, such as 0 if the best candidate comes first.
    /// </value>
    public CandidateBaseline? CandidateBaseline { get; set; }

    /// <summary>The initial settings; <see cref="DecisionService.SwitchAsync"/> changes them.</summary>
    /// <value>The default value is <c>new()</c>.</value>
    public DecisionSettings Settings { get; set; } = new();

    /// <summary>
    /// The share of the episodes that is logged, above 0 and at most 1. Each logged decision records it.
    /// </summary>
    /// <value>The default value is 1.</value>
    public double LoggedShare { get; set; } = 1;

    /// <summary>The maximum number of actions for which the whole distribution is logged.</summary>
    /// <value>The default value is 64.</value>
    public int MostLoggedProbabilities { get; set; } = 64;

    /// <summary>Whether a decision returns only when it is durable in the log, milliseconds later.</summary>
    /// <value>The default value is <see langword="false"/>: <see cref="DecisionAnswer.Logged"/> completes when it is durable.</value>
    public bool WaitForLog { get; set; }

    /// <summary>The maximum number of events that wait for the store.</summary>
    /// <value>The default value is 65,536.</value>
    public int QueueCapacity { get; set; } = 65_536;

    /// <summary>What happens to an event when the queue is full.</summary>
    /// <value>The default value is <see cref="FullQueue.Wait"/>.</value>
    public FullQueue WhenFull { get; set; }

    /// <summary>How long events are kept; a hosted application deletes older ones once an hour.</summary>
    /// <value>The default value is <see langword="null"/>: forever.</value>
    public TimeSpan? Retention { get; set; }

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">An option is missing or out of range; the message names it.</exception>
    internal void Check()
    {
        Require(StateSize >= 1, nameof(StateSize), "the number of values of a state, at least 1");
        Require(CandidateFeatures >= 0, nameof(CandidateFeatures), "the number of features of a candidate, or 0 for fixed actions");
        Require(
            MostCandidates >= 1 && (long)MostCandidates * CandidateFeatures <= MostCandidateValues,
            nameof(MostCandidates),
            $"at least 1, and at most {MostCandidateValues} divided by {nameof(CandidateFeatures)}");
        Require(
            ActionNames is not null && (CandidateFeatures == 0 ? ActionNames.Count >= 2 : ActionNames.Count == 0),
            nameof(ActionNames),
            CandidateFeatures == 0 ? "the names of at least two actions" : "empty, because each request has its own candidates");
        Require(
            CandidateBaseline is null || (CandidateFeatures > 0 && Baseline is null),
            nameof(CandidateBaseline),
            $"null if {nameof(CandidateFeatures)} is 0 or {nameof(Baseline)} is set");
        Require(
            !ActionNames!.Any(string.IsNullOrEmpty) && ActionNames!.Distinct().Count() == ActionNames!.Count,
            nameof(ActionNames),
            "different names that are not empty");
        Require(
            ActionNames!.All(name => EventText.FirstUnfit(name) < 0),
            nameof(ActionNames),
            "names without NUL and unpaired surrogates, which a log cannot store");
        Require(Settings is not null, nameof(Settings), "settings, not null");
        Require(LoggedShare is > 0 and <= 1, nameof(LoggedShare), "a share above 0 and at most 1");
        Require(MostLoggedProbabilities >= 0, nameof(MostLoggedProbabilities), "a number of actions, not negative");
        Require(QueueCapacity >= 1, nameof(QueueCapacity), "a number of events, at least 1");
        Require(Enum.IsDefined(WhenFull), nameof(WhenFull), "Wait or Drop");
        Require(
            Retention is null || (Retention > TimeSpan.Zero && Retention <= MostRetention),
            nameof(Retention),
            $"a positive time of at most {MostRetention.TotalDays:F0} days, or null");
    }

    private static void Require(bool holds, string name, string what)
    {
        if (!holds)
            throw new ArgumentException($"{nameof(DecisionOptions)}.{name} must be {what}.", name);
    }
}
