namespace DeepQ.Orleans.Messages;

/// <summary>Says how far a training is, and gives what was asked for once it is there.</summary>
/// <param name="State">Where it is.</param>
/// <param name="Silo">The name of the silo.</param>
[GenerateSerializer]
[Immutable]
[Alias("DeepQ.TrainingAnswer")]
internal sealed record TrainingAnswer([property: Id(0)] TrainingState State, [property: Id(1)] string Silo)
{
    /// <summary>The environment steps so far.</summary>
    [Id(2)]
    public long Steps { get; init; }

    /// <summary>The mean return, where it was asked for.</summary>
    [Id(3)]
    public double Score { get; init; }

    /// <summary>What the score was made of, or what went wrong.</summary>
    [Id(4)]
    public string Text { get; init; } = "";

    /// <summary>The ONNX file, where it was asked for.</summary>
    [Id(5)]
    public byte[] Model { get; init; } = [];

    /// <summary>Another one each time that the training begins or goes on.</summary>
    [Id(6)]
    public Guid Attempt { get; init; }
}
