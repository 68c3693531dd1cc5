namespace DeepQ.MLNet;

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
    /// <summary>Whether there is a score.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Succeeded => !double.IsNaN(Score);
}
