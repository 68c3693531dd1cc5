namespace DeepQ.Orleans.Messages;

/// <summary>Asks for something that a training gives once it is done.</summary>
/// <param name="Set">The number of the episodes that judge the policy; null where its ONNX file is asked for.</param>
[GenerateSerializer]
[Immutable]
[Alias("DeepQ.TrainingQuestion")]
internal readonly record struct TrainingQuestion([property: Id(0)] int? Set)
{
    public static TrainingQuestion Model => default;
}
