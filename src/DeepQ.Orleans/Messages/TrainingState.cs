namespace DeepQ.Orleans.Messages;

/// <summary>Where a training is.</summary>
internal enum TrainingState
{
    /// <summary>The silo has no place for it. Another one may have.</summary>
    Full,

    /// <summary>Another process still writes its checkpoint.</summary>
    Held,

    /// <summary>It is trained or judged.</summary>
    Running,

    /// <summary>What was asked for is there.</summary>
    Done,

    /// <summary>The trial has no score.</summary>
    Failed,

    /// <summary>The silo cannot train it, by a fault of its own.</summary>
    Broken,
}
