using DeepQ.Learning.Training;

namespace DeepQ.Learning;

/// <summary>The reason why training ended.</summary>
public enum StopReason
{
    /// <summary>All steps, or all updates, were made.</summary>
    Completed,

    /// <summary>Evaluations reached the target return.</summary>
    TargetReturn,

    /// <summary>The caller canceled.</summary>
    Canceled,

    /// <summary>The allowed number of evaluations did not improve the return.</summary>
    NoImprovement,

    /// <summary>The time limit was reached.</summary>
    TimeLimit,

    /// <summary>A loss, a gradient or a weight was not finite.</summary>
    Diverged,

    /// <summary>An observer requested it. See <see cref="TrainingMoment.Stop"/>.</summary>
    Observer,
}
