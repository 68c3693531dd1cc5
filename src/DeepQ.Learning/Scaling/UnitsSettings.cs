using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Networks;

namespace DeepQ.Learning.Scaling;

/// <summary>The settings of units; the defaults are those of <see cref="DqnOptions"/>.</summary>
internal sealed record UnitsSettings
{
    /// <summary>The discount factor γ of a step.</summary>
    public double Gamma { get; init; } = 0.99;

    /// <summary>The architecture.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>Whether states are scaled.</summary>
    public bool NormalizeObservations { get; init; } = true;

    /// <summary>Whether rewards are learned in standard deviations of the returns.</summary>
    public bool NormalizeRewards { get; init; } = true;

    /// <summary>Whether the network is a custom module, which takes states and returns values unchanged.</summary>
    public bool IsOwnModule { get; init; }

    /// <summary>The number of environment steps before the first update.</summary>
    public long LearningStarts { get; init; } = 1_000;

    /// <summary>The initial network; null for drawn weights.</summary>
    public QNetwork? InitialNetwork { get; init; }

    /// <summary>Receives messages about what was done; null for none.</summary>
    public IMessageSink? Messages { get; init; }
}
