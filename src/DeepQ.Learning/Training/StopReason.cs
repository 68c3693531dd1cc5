using DeepQ.Learning.Training;

namespace DeepQ.Learning;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All steps, or all updates, were taken.</summary>
    Completed,

    /// <summary>An evaluation reached the return that was asked for.</summary>
    TargetReturn,

    /// <summary>The caller canceled.</summary>
    Canceled,

    /// <summary>As many evaluations as were allowed brought no better return.</summary>
    NoImprovement,

    /// <summary>The time was up.</summary>
    TimeLimit,

    /// <summary>A loss, a gradient or a weight was no longer a finite number.</summary>
    Diverged,

    /// <summary>An observer asked for it. See <see cref="TrainingMoment.Stop"/>.</summary>
    Observer,
}
