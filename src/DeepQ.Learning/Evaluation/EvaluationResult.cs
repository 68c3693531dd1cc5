using System.Globalization;

namespace DeepQ.Learning.Evaluation;

/// <summary>The returns of a policy over several episodes.</summary>
public sealed class EvaluationResult
{
    /// <summary>Creates the result of episodes that were played elsewhere.</summary>
    /// <param name="returns">The sum of rewards of each episode.</param>
    /// <param name="cutOff">The number of episodes that did not end within their steps.</param>
    /// <exception cref="ArgumentException">There are no episodes.</exception>
    public EvaluationResult(IReadOnlyList<double> returns, int cutOff = 0)
    {
        ArgumentNullException.ThrowIfNull(returns);
        if (returns.Count == 0)
            throw new ArgumentException("There must be an episode.", nameof(returns));
        Returns = returns;
        CutOff = cutOff;
        MeanReturn = returns.Average();
        StandardDeviation = Math.Sqrt(returns.Average(value => (value - MeanReturn) * (value - MeanReturn)));
    }

    /// <summary>The undiscounted sum of rewards of each episode.</summary>
    public IReadOnlyList<double> Returns { get; }

    /// <summary>
    /// The number of episodes that did not end within the step limit of the evaluation. Their returns are those up to
    /// the limit.
    /// </summary>
    public int CutOff { get; }

    /// <summary>The mean of the returns.</summary>
    public double MeanReturn { get; }

    /// <summary>The standard deviation of the returns: the population's, divided by the number of episodes.</summary>
    public double StandardDeviation { get; }

    /// <summary>
    /// Formats the figures in one line, such as <c>mean return 458.2, standard deviation 61.3, 100 episodes</c>.
    /// </summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"mean return {MeanReturn:0.###}, standard deviation {StandardDeviation:0.###}, {Returns.Count} {(Returns.Count == 1 ? "episode" : "episodes")}") +
        (CutOff == 0 ? "" : $", of which {CutOff} did not end");
}
