using DeepQ.Decisions.Deciding;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Queueing;

namespace DeepQ.Decisions;

/// <summary>What decisions are about, and how they are logged.</summary>
public sealed class DecisionOptions
{
    /// <summary>The number of values of a state; has to be set.</summary>
    public int StateSize { get; set; }

    /// <summary>The names of the actions, at least two different ones; has to be set.</summary>
    public IReadOnlyList<string> ActionNames { get; set; } = [];

    /// <summary>What decides while no policy does, and no caller.</summary>
    /// <value>The default value is <see langword="null"/>: each request then brings its own action where no policy decides.</value>
    public BaselinePolicy? Baseline { get; set; }

    /// <summary>The settings at the start; <see cref="DecisionService.SwitchAsync"/> changes them.</summary>
    /// <value>The default value is <c>new()</c>.</value>
    public DecisionSettings Settings { get; set; } = new();

    /// <summary>
    /// The share of the episodes that is logged, above 0 and at most 1; the probability stands in each decision that is.
    /// </summary>
    /// <value>The default value is 1.</value>
    public double LoggedShare { get; set; } = 1;

    /// <summary>The most actions for which the whole distribution is logged.</summary>
    /// <value>The default value is 64.</value>
    public int MostLoggedProbabilities { get; set; } = 64;

    /// <summary>Whether a decision is answered only when it is durable in the log, milliseconds later.</summary>
    /// <value>The default value is <see langword="false"/>: <see cref="DecisionAnswer.Logged"/> tells when it is.</value>
    public bool WaitForLog { get; set; }

    /// <summary>The most events that wait for the store.</summary>
    /// <value>The default value is 65,536.</value>
    public int QueueCapacity { get; set; } = 65_536;

    /// <summary>What happens to an event that finds the queue full.</summary>
    /// <value>The default value is <see cref="FullQueue.Wait"/>.</value>
    public FullQueue WhenFull { get; set; }

    /// <summary>How long events are kept; looked at once an hour in a hosted application.</summary>
    /// <value>The default value is <see langword="null"/>: for ever.</value>
    public TimeSpan? Retention { get; set; }

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">An option is missing or out of its range; the message names it.</exception>
    internal void Check()
    {
        Require(StateSize >= 1, nameof(StateSize), "the number of values of a state, at least 1");
        Require(ActionNames is { Count: >= 2 }, nameof(ActionNames), "the names of at least two actions");
        Require(
            !ActionNames!.Any(string.IsNullOrEmpty) && ActionNames!.Distinct().Count() == ActionNames!.Count,
            nameof(ActionNames),
            "names that are not empty and differ");
        Require(
            ActionNames!.All(name => EventText.FirstUnfit(name) < 0),
            nameof(ActionNames),
            "names without NUL and without halves of surrogate pairs, which a log keeps");
        Require(Settings is not null, nameof(Settings), "settings, not null");
        Require(LoggedShare is > 0 and <= 1, nameof(LoggedShare), "a share above 0 and at most 1");
        Require(MostLoggedProbabilities >= 0, nameof(MostLoggedProbabilities), "a number of actions, not negative");
        Require(QueueCapacity >= 1, nameof(QueueCapacity), "a number of events, at least 1");
        Require(Enum.IsDefined(WhenFull), nameof(WhenFull), "Wait or Drop");
        Require(Retention is null || Retention > TimeSpan.Zero, nameof(Retention), "a positive time, or null");
    }

    private static void Require(bool holds, string name, string what)
    {
        if (!holds)
            throw new ArgumentException($"{nameof(DecisionOptions)}.{name} must be {what}.", name);
    }
}
