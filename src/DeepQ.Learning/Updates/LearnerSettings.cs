using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Updates;

/// <summary>
/// The settings of updates and of their implementation; the defaults are those of <see cref="DqnOptions"/>.
/// </summary>
internal sealed record LearnerSettings
{
    /// <summary>The number of transitions in a batch.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>The learning rate, by the step of an update.</summary>
    public Schedule LearningRate { get; init; } = 1e-3;

    /// <summary>The norm over all parameters to which a longer gradient is clipped.</summary>
    public double MaxGradientNorm { get; init; } = 10;

    /// <summary>The share τ by which each update moves the target network.</summary>
    public double TargetUpdateRate { get; init; } = 0.005;

    /// <summary>The share of the updates so far over which weights are averaged; 0 for no average.</summary>
    public double WeightAveraging { get; init; }

    /// <summary>The losses of errors.</summary>
    public LossSettings Loss { get; init; } = new(LossFunction.MeanSquaredError, 1);

    /// <summary>The number of steps n of a return.</summary>
    public int NStep { get; init; } = 1;

    /// <summary>The rule of the targets.</summary>
    public TargetRule Target { get; init; } = new MaxTarget();

    /// <summary>The optimizer.</summary>
    public OptimizerSettings Optimizer { get; init; } = new(Optimizers.Optimizer.Adam);

    /// <summary>The implementation of updates.</summary>
    public UpdatePath UpdatePath { get; init; } = UpdatePath.Automatic;

    /// <summary>The number of threads; null for as many as are worthwhile.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether batches contain only nonzero values of states.</summary>
    public bool HasSparseStates { get; init; }

    /// <summary>Whether other code has the network and may change its weights.</summary>
    public bool IsNetworkShared { get; init; }

    /// <summary>Receives messages about choices; null for none.</summary>
    public IMessageSink? Messages { get; init; }
}
