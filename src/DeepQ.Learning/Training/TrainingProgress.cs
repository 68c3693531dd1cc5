using DeepQ.Learning.Offline;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning;

/// <summary>The progress of a training.</summary>
public sealed record TrainingProgress
{
    /// <summary>The number of environment steps so far; zero when learning from logged transitions.</summary>
    public required long Step { get; init; }

    /// <summary>The number of updates so far.</summary>
    public required long Updates { get; init; }

    /// <summary>The completed share of the steps, or updates, from 0 to 1.</summary>
    public required double Fraction { get; init; }

    /// <summary>The time since training began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The number of episodes that have ended.</summary>
    public int Episodes { get; init; }

    /// <summary>The mean return of the latest 100 episodes; NaN before the first has ended.</summary>
    public double MeanReturn { get; init; } = double.NaN;

    /// <summary>The probability ε of a random action.</summary>
    public double Epsilon { get; init; }

    /// <summary>The latest update; null before the first.</summary>
    public UpdateResult? LastUpdate { get; init; }

    /// <summary>
    /// The share of dormant units at the latest check, from 0 to 1; null before the first, or if they are not counted.
    /// </summary>
    public double? DormantUnits { get; init; }

    /// <summary>The latest evaluation; null before the first.</summary>
    public EvaluationRecord? LastEvaluation { get; init; }

    /// <summary>The latest value on held-out episodes; null before the first.</summary>
    public ValidationRecord? LastValidation { get; init; }

    /// <summary>The number of updates per second since training began.</summary>
    public double UpdatesPerSecond => Elapsed > TimeSpan.Zero ? Updates / Elapsed.TotalSeconds : 0;

    /// <summary>The estimated remaining time at the current speed, unless a target is reached before.</summary>
    public TimeSpan Remaining => Fraction > 0 ? Elapsed * ((1 - Fraction) / Fraction) : TimeSpan.Zero;
}
