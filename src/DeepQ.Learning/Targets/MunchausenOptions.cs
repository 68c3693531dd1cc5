using DeepQ.Learning.Diagnostics;

namespace DeepQ.Learning.Targets;

/// <summary>The settings of Munchausen targets. See <see cref="MunchausenTargets"/>.</summary>
public sealed class MunchausenOptions
{
    /// <summary>
    /// The weight α of the log-probability that is added to the reward, in [0, 1); 0 gives soft Q-learning.
    /// </summary>
    /// <value>The default value is 0.9.</value>
    [Setting(Least = 0, Below = 1)]
    public double Scale { get; set; } = 0.9;

    /// <summary>The temperature τ of the policy, positive.</summary>
    /// <value>The default value is 0.03.</value>
    [Setting(Above = 0, IsFinite = true)]
    public double Temperature { get; set; } = 0.03;

    /// <summary>The lower limit l₀ of τ ln π(a|s), negative.</summary>
    /// <value>The default value is −1.</value>
    [Setting(Below = 0)]
    public double Floor { get; set; } = -1;

    internal MunchausenOptions Copy() => (MunchausenOptions)MemberwiseClone();
}
