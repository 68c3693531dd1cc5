using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Networks;

namespace DeepQ.Learning.Scaling;

/// <summary>What may be done to units; the defaults are those of <see cref="DqnOptions"/>.</summary>
internal sealed record UnitsSettings
{
    /// <summary>The discount factor γ of a step.</summary>
    public double Gamma { get; init; } = 0.99;

    /// <summary>The architecture.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>Whether states are brought to a common scale.</summary>
    public bool NormalizeObservations { get; init; } = true;

    /// <summary>Whether rewards are learned in parts of the standard deviation of the returns.</summary>
    public bool NormalizeRewards { get; init; } = true;

    /// <summary>Whether the network is a module of the user's own, which takes states and gives values as they are.</summary>
    public bool IsOwnModule { get; init; }

    /// <summary>The number of environment steps before the first update.</summary>
    public long LearningStarts { get; init; } = 1_000;

    /// <summary>The network that training begins with; null for weights that are drawn.</summary>
    public QNetwork? InitialNetwork { get; init; }

    /// <summary>Is told what was done; null for nobody.</summary>
    public IMessageSink? Messages { get; init; }
}
