using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;

namespace DeepQ.Learning.Renewal;

/// <summary>
/// Resets: at intervals a part of the network is reinitialized, while the replay stays. With many updates per step, or
/// many on a small log, this keeps the network from overfitting to its first experience.
/// </summary>
/// <remarks>
/// <para>
/// Nikishin et al.: The Primacy Bias in Deep Reinforcement Learning (2022), https://arxiv.org/abs/2205.07802; D'Oro et al.:
/// Sample-Efficient Reinforcement Learning by Breaking the Replay Ratio Barrier (2023, SR-SPR); Schwarzer et al.: Bigger, Better,
/// Faster (2023, BBF), https://arxiv.org/abs/2305.19452. The online network and the target network are reset alike, from the same
/// weights.
/// </para>
/// <para>
/// After a reset, returns may use a shorter horizon at first, with more steps before bootstrapping: γ and n change
/// exponentially from <see cref="FirstGamma"/> and <see cref="FirstNStep"/> to <see cref="DqnOptions.Gamma"/> and
/// <see cref="DqnOptions.NStep"/> within <see cref="AnnealingUpdates"/> (1 − γ rather than γ). BBF uses 0.97 to 0.997
/// and 10 to 3. The same happens after the first update.
/// </para>
/// </remarks>
public sealed class ResetOptions
{
    /// <summary>The number of updates between two resets.</summary>
    /// <value>The default value is 20,000.</value>
    [Setting(Above = 0)]
    public int Period { get; set; } = 20_000;

    /// <summary>
    /// The number of updates after which resets stop; null for no limit. A network that was just reset should not be
    /// the final one.
    /// </summary>
    /// <value>The default value is null.</value>
    [Setting(Least = 0)]
    public long? Until { get; set; }

    /// <summary>
    /// Whether the head is reinitialized: the last layer and, for a dueling head or one that takes fractions, also the
    /// last hidden layer.
    /// </summary>
    /// <value>The default value is true.</value>
    [Setting]
    public bool Head { get; set; } = true;

    /// <summary>
    /// The share of the distance by which the weights of the layers before the head move to reinitialized ones, in [0,
    /// 1]: 0 keeps them, 1 replaces them.
    /// </summary>
    /// <value>The default value is 0.5.</value>
    [Setting(Least = 0, Most = 1)]
    public double BodyShare { get; set; } = 0.5;

    /// <summary>Whether the optimizer restarts, with zero moments and a step count of zero.</summary>
    /// <value>The default value is true.</value>
    [Setting]
    public bool Optimizer { get; set; } = true;

    /// <summary>The γ after a reset, in [0, 1); null for <see cref="DqnOptions.Gamma"/>.</summary>
    /// <value>The default value is null.</value>
    [Setting(Least = 0, Below = 1)]
    public double? FirstGamma { get; set; }

    /// <summary>The n after a reset; null for <see cref="DqnOptions.NStep"/>.</summary>
    /// <value>The default value is null.</value>
    [Setting(Above = 0)]
    public int? FirstNStep { get; set; }

    /// <summary>The number of updates after a reset within which γ and n reach the configured values.</summary>
    /// <value>The default value is 10,000.</value>
    [Setting(Above = 0)]
    public int AnnealingUpdates { get; set; } = 10_000;

    internal ResetOptions Copy() => (ResetOptions)MemberwiseClone();

    /// <summary>Returns whether a reset is due after a number of updates.</summary>
    internal bool IsDue(long updates) => updates > 0 && updates % Period == 0 && !(updates > Until);

    /// <summary>Returns the horizon of returns after a number of updates.</summary>
    /// <param name="updates">The number of updates made.</param>
    /// <param name="last">The final horizon.</param>
    internal Horizon HorizonAt(long updates, Horizon last)
    {
        long since = updates - (Math.Min(updates, Until ?? updates) / Period * Period);
        if (since >= AnnealingUpdates)
            return last;
        double gamma = FirstGamma is { } first
            ? 1 - new ExponentialSchedule(1 - first, 1 - last.Gamma, AnnealingUpdates).At(since)
            : last.Gamma;
        double steps = FirstNStep is { } many
            ? new ExponentialSchedule(many, last.NStep, AnnealingUpdates).At(since)
            : last.NStep;
        return new Horizon(gamma, (int)Math.Round(steps, MidpointRounding.AwayFromZero));
    }
}
