using DecisionLoopSample.Shop;
using DeepQ.Decisions.Promotion;

namespace DecisionLoopSample;

/// <summary>What happened, for the picture and the closing line.</summary>
internal sealed class LoopHistory
{
    /// <summary>A day.</summary>
    /// <param name="Number">Its number, from 1.</param>
    /// <param name="Tastes">What customers liked.</param>
    /// <param name="Sold">What a visit brought.</param>
    /// <param name="Acting">What a visit is truly worth by who decided, the policy or the rule, without exploration.</param>
    public sealed record Day(int Number, Tastes Tastes, double Sold, double Acting);

    /// <summary>What the log said of a candidate.</summary>
    /// <param name="Day">The day before it.</param>
    /// <param name="Estimate">What it said.</param>
    /// <param name="Truth">What is true of the same days.</param>
    /// <param name="IsPromoted">Whether the candidate came into use.</param>
    public sealed record Candidate(int Day, ValueEstimate Estimate, double Truth, bool IsPromoted);

    public List<Day> Days { get; } = [];

    public List<Candidate> Candidates { get; } = [];

    /// <summary>The days after which a version was taken back.</summary>
    public List<int> Rollbacks { get; } = [];

    public double ClosedBefore => Closed(Days.Last(day => day.Tastes == Tastes.Before));

    public double ClosedAfter => Closed(Days[^1]);

    private static double Closed(Day day)
    {
        double rule = day.Tastes.Value(ShopFront.Rule);
        return (day.Acting - rule) / (day.Tastes.Best() - rule);
    }
}
