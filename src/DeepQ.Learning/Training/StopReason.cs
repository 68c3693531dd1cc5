namespace DeepQ.Learning;

/// <summary>Why training ended.</summary>
public enum StopReason
{
    /// <summary>All steps, or all updates, were taken.</summary>
    Completed,

    /// <summary>An evaluation reached the return that was asked for.</summary>
    TargetReturn,

    /// <summary>The caller cancelled.</summary>
    Cancelled,
}
