namespace DeepQ.MLNet.Sweeps;

/// <summary>One trial of a sweep and its outcome.</summary>
/// <param name="Candidate">The number of the candidate, from 0.</param>
/// <param name="Round">The round of successive halving, from 0.</param>
/// <param name="Budget">The number of updates or, in an environment, of steps of its training.</param>
/// <param name="Values">The varied settings, by name.</param>
/// <param name="Score">The score, greater is better; NaN if the trial failed.</param>
/// <param name="Description">How the score was computed, or why the trial failed.</param>
/// <param name="Seconds">The duration in seconds.</param>
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
    /// The score of the trial's model on episodes that were not used to select any trial, because the
    /// <see cref="Score"/> of the best of many is the luckiest. Null if the trial was not among the best when it was
    /// completed; NaN if there are too few episodes.
    /// </summary>
    public double? FreshScore { get; init; }

    /// <summary>Describes how the fresh score was computed.</summary>
    public string? FreshDescription { get; init; }

    /// <summary>
    /// The score that selects one of the best trials, from other episodes than <see cref="Score"/> and
    /// <see cref="FreshScore"/>; null if the first score selects.
    /// </summary>
    public double? SecondScore { get; init; }

    /// <summary>Whether there is a score.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Succeeded => !double.IsNaN(Score);
}
