using DeepQ.Decisions;

namespace DecisionLoopSample.Shop;

/// <summary>The notices of purchases: they arrive minutes or hours later, some too late, some never.</summary>
internal sealed class Purchases
{
    private const double Missing = 0.05;
    private const double MeanHours = 0.5;

    private readonly PriorityQueue<(Guid Decision, double Margin), DateTimeOffset> _underWay = new();

    /// <summary>How long the shop waits for a notice.</summary>
    public static TimeSpan Wait { get; } = TimeSpan.FromHours(1.5);

    /// <summary>The share of the notices that arrive in time.</summary>
    public static double Arriving { get; } = (1 - Missing) * (1 - Math.Exp(-Wait.TotalHours / MeanHours));

    /// <summary>Adds a purchase, of which the shop is notified later.</summary>
    public void Add(Guid decision, double margin, DateTimeOffset now, Random random)
    {
        if (random.NextDouble() >= Missing)
            _underWay.Enqueue((decision, margin), now.AddHours(-MeanHours * Math.Log(1 - random.NextDouble())));
    }

    /// <summary>Logs the notices that have arrived.</summary>
    public void Arrive(DecisionService service, DateTimeOffset now)
    {
        while (_underWay.TryPeek(out (Guid Decision, double Margin) purchase, out DateTimeOffset due) && due <= now)
        {
            _underWay.Dequeue();
            _ = service.RewardAsync(purchase.Decision, purchase.Margin);
        }
    }
}
