namespace DeepQ.Orleans.Messages;

/// <summary>The state of a training.</summary>
internal enum TrainingState
{
    /// <summary>The silo has no free place, or does not train. Another one may.</summary>
    Full,

    /// <summary>Another process still holds its checkpoint.</summary>
    Held,

    /// <summary>The training or an evaluation is in progress.</summary>
    Running,

    /// <summary>The training is done, and the answer contains the result.</summary>
    Done,

    /// <summary>The training failed because of its settings.</summary>
    Failed,

    /// <summary>The training failed because of the silo.</summary>
    Broken,
}
