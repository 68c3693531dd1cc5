using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Joining;

/// <summary>A decision for which more events may arrive.</summary>
internal sealed class OpenDecision(Decision decision, long time)
{
    // Most decisions have one part or none.
    private List<Reward>? _parts;

    public Decision Decision => decision;

    /// <summary>The time of the decision, in the time of the log.</summary>
    public long Time => time;

    public bool IsActive { get; set; } = !decision.WaitsForActivation;

    public int PartCount => _parts?.Count ?? 0;

    /// <summary>Adds a part, unless there is already one with its key.</summary>
    public bool TryAdd(Reward part)
    {
        _parts ??= new(1);
        if (_parts.Exists(other => other.Key == part.Key))
            return false;
        _parts.Add(part);
        return true;
    }

    public double Reward(JoinOptions options) => _parts is null ? options.DefaultReward : options.RewardJoin switch
    {
        RewardJoin.Sum => Sum(_parts),
        RewardJoin.Earliest => _parts[0].Value,
        RewardJoin.Latest => _parts[^1].Value,
        RewardJoin.Mean => Mean(_parts),
        RewardJoin.Minimum => _parts.Min(part => part.Value),
        _ => _parts.Max(part => part.Value),
    };

    private static double Sum(List<Reward> parts)
    {
        double sum = parts.Sum(part => part.Value);
        return double.IsFinite(sum) ? sum : Finite(SumOfShares(parts) * parts.Count);
    }

    private static double Mean(List<Reward> parts)
    {
        double mean = parts.Average(part => part.Value);
        return double.IsFinite(mean) ? mean : Finite(SumOfShares(parts));
    }

    // Dividing first keeps the sum from overflowing.
    private static double SumOfShares(List<Reward> parts) => parts.Sum(part => part.Value / parts.Count);

    private static double Finite(double value) => Math.Clamp(value, -double.MaxValue, double.MaxValue);
}
