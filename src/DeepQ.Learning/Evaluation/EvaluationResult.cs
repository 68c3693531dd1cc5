namespace DeepQ.Learning;

/// <summary>The returns of a policy over some episodes.</summary>
public sealed class EvaluationResult
{
    internal EvaluationResult(IReadOnlyList<double> returns)
    {
        Returns = returns;
        MeanReturn = returns.Average();
        StandardDeviation = Math.Sqrt(returns.Average(value => (value - MeanReturn) * (value - MeanReturn)));
    }

    /// <summary>The sum of rewards of each episode, not discounted.</summary>
    public IReadOnlyList<double> Returns { get; }

    /// <summary>The mean of the returns.</summary>
    public double MeanReturn { get; }

    /// <summary>The standard deviation of the returns, over the number of episodes.</summary>
    public double StandardDeviation { get; }
}
