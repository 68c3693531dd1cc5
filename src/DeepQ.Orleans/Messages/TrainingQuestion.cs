namespace DeepQ.Orleans.Messages;

/// <summary>A question to a completed training.</summary>
/// <param name="Set">The set of episodes to evaluate the policy on; null for its ONNX file.</param>
[GenerateSerializer]
[Immutable]
[Alias("DeepQ.TrainingQuestion")]
internal readonly record struct TrainingQuestion([property: Id(0)] int? Set)
{
    public static TrainingQuestion Model => default;
}
