namespace DeepQ.Orleans.Messages;

/// <summary>The status of a training of a sweep, with the answer to a question once there is one.</summary>
/// <param name="State">The state.</param>
/// <param name="Silo">The name of the silo.</param>
[GenerateSerializer]
[Immutable]
[Alias("DeepQ.TrainingAnswer")]
internal sealed record TrainingAnswer([property: Id(0)] TrainingState State, [property: Id(1)] string Silo)
{
    /// <summary>The number of environment steps so far.</summary>
    [Id(2)]
    public long Steps { get; init; }

    /// <summary>The mean return, if the question asked for it.</summary>
    [Id(3)]
    public double Score { get; init; }

    /// <summary>The description of the score, or the error.</summary>
    [Id(4)]
    public string Text { get; init; } = "";

    /// <summary>The ONNX file, if the question asked for it.</summary>
    [Id(5)]
    public byte[] Model { get; init; } = [];

    /// <summary>The identity of the job: another one each time that the training starts or continues; empty before it has its checkpoint.</summary>
    [Id(6)]
    public Guid Attempt { get; init; }
}
