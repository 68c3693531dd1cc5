using DeepQ.Decisions.Doctor;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Tests.Storage;
using static DeepQ.Decisions.Tests.LogBuilder;

namespace DeepQ.Decisions.Tests.Doctor;

/// <summary>A log with which nothing is wrong, except what a test puts there: a decision a minute, and its reward after another one.</summary>
internal sealed class DoctorLog
{
    public int Decisions { get; init; } = 400;

    /// <summary>Changes the decision with a number.</summary>
    public Func<int, Decision, Decision> Change { get; init; } = (_, decision) => decision;

    /// <summary>The reward of the decision with a number; null for none.</summary>
    public Func<int, double?> Value { get; init; } = i => i % 3;

    /// <summary>How many minutes after its decision a reward comes.</summary>
    public Func<int, double> Delay { get; init; } = _ => 1;

    /// <summary>What happens besides.</summary>
    public IReadOnlyList<DecisionEvent> More { get; init; } = [];

    public JoinOptions Options { get; init; } = new();

    public MemoryStore Store()
    {
        // Actions by turns, each with the probability that it has so.
        IEnumerable<DecisionEvent> decisions = Enumerable.Range(0, Decisions).Select(i => Change(i, Decide(i, i) with
        {
            State = new[] { MathF.Sin(i), i % 7 },
            Allowed = default,
            Action = i % 2,
            Name = i % 2 == 0 ? "left" : "right",
            Probability = 0.5,
            Distribution = new[] { 0.5, 0.5 },
        }));
        IEnumerable<DecisionEvent> rewards = Enumerable.Range(0, Decisions).Where(i => Value(i) is not null)
            .Select(i => Reward(i, i + Delay(i), Value(i)!.Value));
        MemoryStore store = new();
        store.AppendAsync([.. decisions.Concat(rewards).Concat(More).OrderBy(entry => entry.Time)]).GetAwaiter().GetResult();
        return store;
    }

    public Task<DoctorReport> ExamineAsync(double minutes = 500, TimeSpan? window = null) =>
        new DecisionDoctor(Store(), Options).ExamineAsync(At(minutes), window);
}
