using DeepQ.Learning.Diagnostics;

namespace DeepQ.Learning.Targets;

/// <summary>The settings of Munchausen targets. See <see cref="MunchausenTargets"/>.</summary>
public sealed class MunchausenOptions
{
    /// <summary>
    /// How much of the log-probability is added to the reward, α, in [0, 1); 0 leaves soft Q-learning.
    /// </summary>
    /// <value>The default value is 0.9.</value>
    [Setting(Least = 0, Below = 1)]
    public double Scale { get; set; } = 0.9;

    /// <summary>The temperature τ of the policy, positive.</summary>
    /// <value>The default value is 0.03.</value>
    [Setting(Above = 0, IsFinite = true)]
    public double Temperature { get; set; } = 0.03;

    /// <summary>The least that τ ln π(a|s) counts, l₀, negative.</summary>
    /// <value>The default value is −1.</value>
    [Setting(Below = 0)]
    public double Floor { get; set; } = -1;

    internal MunchausenOptions Copy() => (MunchausenOptions)MemberwiseClone();
}
