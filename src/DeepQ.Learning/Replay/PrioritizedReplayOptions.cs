using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Schedules;

namespace DeepQ.Learning.Replay;

/// <summary>The settings of prioritized replay in its proportional variant.</summary>
/// <remarks>
/// Schaul et al.: Prioritized Experience Replay (2016). A transition is drawn with the probability P(i) = pᵢ / Σ p,
/// where pᵢ = (|δᵢ| + ε)^α and δᵢ is the TD error of its latest update; a new one has the greatest priority so far. Its
/// weight in the loss is (N · P(i))^−β, divided by the greatest such weight of the batch.
/// </remarks>
public sealed class PrioritizedReplayOptions
{
    /// <summary>The exponent α of the priority, in [0, 1]: 0 draws uniformly, 1 in proportion to the error.</summary>
    /// <value>The default value is 0.6.</value>
    [Setting(Least = 0, Most = 1)]
    public double Alpha { get; set; } = 0.6;

    /// <summary>
    /// The exponent β with which weights correct the nonuniform draw, in [0, 1], by environment steps or, without an
    /// environment, by updates.
    /// </summary>
    /// <value>The default value rises linearly from 0.4 to 1 over 50,000 steps.</value>
    [Setting]
    public Schedule Beta { get; set; } = new LinearSchedule(0.4, 1, 50_000);

    /// <summary>The constant ε that is added to each error, so that every transition can still be drawn.</summary>
    /// <value>The default value is 0.000001.</value>
    [Setting(Above = 0, IsFinite = true)]
    public double Epsilon { get; set; } = 1e-6;

    internal PrioritizedReplayOptions Copy() => (PrioritizedReplayOptions)MemberwiseClone();

    /// <summary>Returns the settings for a training of a number of steps.</summary>
    internal PrioritizedReplayOptions Over(long steps)
    {
        PrioritizedReplayOptions copy = Copy();
        copy.Beta = Beta.Over(steps);
        return copy;
    }
}
