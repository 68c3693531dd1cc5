using DecisionLoopSample.Shop;
using DeepQ.Decisions.Promotion;

namespace DecisionLoopSample;

/// <summary>The history of the loop, for the picture and the last line.</summary>
internal sealed class LoopHistory
{
    /// <summary>One day.</summary>
    /// <param name="Number">Its number, from 1.</param>
    /// <param name="Tastes">The tastes of the customers.</param>
    /// <param name="Sold">The mean revenue of a visit.</param>
    /// <param name="Acting">The true value of a visit under the policy or rule that decided, without exploration.</param>
    public sealed record Day(int Number, Tastes Tastes, double Sold, double Acting);

    /// <summary>The estimate of a candidate.</summary>
    /// <param name="Day">The day before it.</param>
    /// <param name="Estimate">The estimate from the log.</param>
    /// <param name="Truth">The true value for the same days.</param>
    /// <param name="IsPromoted">Whether the candidate came into use.</param>
    public sealed record Candidate(int Day, ValueEstimate Estimate, double Truth, bool IsPromoted);

    public List<Day> Days { get; } = [];

    public List<Candidate> Candidates { get; } = [];

    /// <summary>The days after which a version was rolled back.</summary>
    public List<int> Rollbacks { get; } = [];

    public double ClosedBefore => Closed(Days.Last(day => day.Tastes == Tastes.Before));

    public double ClosedAfter => Closed(Days[^1]);

    private static double Closed(Day day)
    {
        double rule = day.Tastes.Value(ShopFront.Rule);
        return (day.Acting - rule) / (day.Tastes.Best() - rule);
    }
}
