namespace DeepQ.Results;

/// <summary>What one training brought.</summary>
/// <param name="Steps">The number of frames.</param>
/// <param name="Updates">The number of updates.</param>
/// <param name="Seconds">The time that it took, all its parts together.</param>
/// <param name="Training">The mean return of the last 100 episodes of the training, with its ε.</param>
/// <param name="Greedy">The mean return of the last network in 100 episodes of its own.</param>
/// <param name="CutOff">How many of those did not end within 10,000 frames.</param>
/// <param name="Curve">
/// The mean return of the latest 100 episodes of the training after each fiftieth of the frames; null before the first has ended.
/// </param>
internal sealed record MinAtarResult(
    long Steps, long Updates, double Seconds, double Training, double Greedy, int CutOff, IReadOnlyList<double?> Curve)
{
    /// <summary>The number of values of a curve.</summary>
    public const int Points = 50;
}
