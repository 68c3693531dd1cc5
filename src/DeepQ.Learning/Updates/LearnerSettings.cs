using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Updates;

/// <summary>What an update is, and what computes it; the defaults are those of <see cref="DqnOptions"/>.</summary>
internal sealed record LearnerSettings
{
    /// <summary>The transitions of a batch.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>The learning rate, by the step of an update.</summary>
    public Schedule LearningRate { get; init; } = 1e-3;

    /// <summary>The norm over all parameters that a longer gradient is scaled down to.</summary>
    public double MaxGradientNorm { get; init; } = 10;

    /// <summary>The part τ of the way that the target network goes at each of its updates.</summary>
    public double TargetUpdateRate { get; init; } = 0.005;

    /// <summary>The share of the updates so far that the average of weights reaches back over; 0 for no average.</summary>
    public double WeightAveraging { get; init; }

    /// <summary>What errors cost.</summary>
    public LossSettings Loss { get; init; } = new(LossFunction.MeanSquaredError, 1);

    /// <summary>The number of steps n of a return.</summary>
    public int NStep { get; init; } = 1;

    /// <summary>What values are pulled to.</summary>
    public TargetRule Target { get; init; } = new MaxTarget();

    /// <summary>The optimizer.</summary>
    public OptimizerSettings Optimizer { get; init; } = new(Optimizers.Optimizer.Adam);

    /// <summary>What computes.</summary>
    public UpdatePath UpdatePath { get; init; } = UpdatePath.Automatic;

    /// <summary>The number of threads; null for as many as pay.</summary>
    public int? Threads { get; init; }

    /// <summary>Whether batches hold only those values of states that are not zero.</summary>
    public bool HasSparseStates { get; init; }

    /// <summary>Whether others hold the network, and may change its weights.</summary>
    public bool IsNetworkShared { get; init; }

    /// <summary>Is told what was chosen; null for nobody.</summary>
    public IMessageSink? Messages { get; init; }
}
