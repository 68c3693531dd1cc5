using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Schedules;

namespace DeepQ.Learning.Replay;

/// <summary>The settings of prioritized replay, in its proportional form.</summary>
/// <remarks>
/// Schaul et al.: Prioritized Experience Replay (2016). A transition is drawn with the probability P(i) = pᵢ / Σ p,
/// where pᵢ = (|δᵢ| + ε)^α and δᵢ is its TD error when it was last learned from; a new one has the greatest priority so
/// far. It counts (N · P(i))^−β in the loss, divided by the greatest such weight of the batch.
/// </remarks>
public sealed class PrioritizedReplayOptions
{
    /// <summary>How much the error decides, α, in [0, 1]: 0 draws uniformly, 1 in proportion to the error.</summary>
    /// <value>The default value is 0.6.</value>
    [Setting(Least = 0, Most = 1)]
    public double Alpha { get; set; } = 0.6;

    /// <summary>
    /// How far the weights make up for the uneven draw, β, in [0, 1], by environment steps, or, where there is no
    /// environment, by updates.
    /// </summary>
    /// <value>The default value rises evenly from 0.4 to 1 over 50,000 steps.</value>
    [Setting]
    public Schedule Beta { get; set; } = new LinearSchedule(0.4, 1, 50_000);

    /// <summary>What is added to each error, ε, so that no transition is lost for good.</summary>
    /// <value>The default value is 0.000001.</value>
    [Setting(Above = 0, IsFinite = true)]
    public double Epsilon { get; set; } = 1e-6;

    internal PrioritizedReplayOptions Copy() => (PrioritizedReplayOptions)MemberwiseClone();

    /// <summary>The same settings for a training of so many steps.</summary>
    internal PrioritizedReplayOptions Over(long steps)
    {
        PrioritizedReplayOptions copy = Copy();
        copy.Beta = Beta.Over(steps);
        return copy;
    }
}
