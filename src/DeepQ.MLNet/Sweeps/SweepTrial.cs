namespace DeepQ.MLNet.Sweeps;

/// <summary>One training of a sweep and what came of it.</summary>
/// <param name="Candidate">The number of the candidate, from 0.</param>
/// <param name="Round">The round of successive halving, from 0.</param>
/// <param name="Budget">The updates, or in an environment the steps, that it trained for.</param>
/// <param name="Values">What was varied, by name.</param>
/// <param name="Score">The score, greater is better; NaN where the trial failed.</param>
/// <param name="Description">What the score was made of, or why the trial failed.</param>
/// <param name="Seconds">The time that it took.</param>
public sealed record SweepTrial(
    int Candidate,
    int Round,
    long Budget,
    IReadOnlyDictionary<string, string> Values,
    double Score,
    string Description,
    double Seconds)
{
    /// <summary>
    /// The score of the trial's model by episodes that chose none of the trials: <see cref="Score"/> of the best of many is its
    /// luckiest. Null where it was not among the best when it was made; NaN where there are too few episodes to say.
    /// </summary>
    public double? FreshScore { get; init; }

    /// <summary>What the fresh score was made of.</summary>
    public string? FreshDescription { get; init; }

    /// <summary>
    /// The score by which one of the best trials is chosen, from other episodes than <see cref="Score"/> and
    /// <see cref="FreshScore"/>; null where the first score alone chooses.
    /// </summary>
    public double? SecondScore { get; init; }

    /// <summary>Whether there is a score.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Succeeded => !double.IsNaN(Score);
}
