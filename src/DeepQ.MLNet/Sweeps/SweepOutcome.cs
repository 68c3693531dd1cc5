namespace DeepQ.MLNet.Sweeps;

/// <summary>What a trial brought.</summary>
/// <param name="Score">The score, greater is better.</param>
/// <param name="Description">What it was made of.</param>
/// <param name="Save">Writes the model to a file.</param>
/// <param name="JudgeAgain">Judges the model by other episodes, of which there are several sets: the first is number 1.</param>
/// <param name="Model">What to dispose once it is no longer needed.</param>
internal sealed record SweepOutcome(
    double Score,
    string Description,
    Action<string> Save,
    Func<int, (double Score, string Description)> JudgeAgain,
    IDisposable? Model)
    : IDisposable
{
    public void Dispose() => Model?.Dispose();
}
