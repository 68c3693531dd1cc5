namespace DeepQ.Orleans.Messages;

/// <summary>What the shards, the actors and the weights of a run have in common, from its beginning to its end.</summary>
/// <param name="Run">The run.</param>
/// <param name="Id">Another one each time that the run begins, and the same where it goes on.</param>
[GenerateSerializer]
[Immutable]
[Alias("DeepQ.TrainingSession")]
internal sealed record TrainingSession([property: Id(0)] TrainingRun Run, [property: Id(1)] string Id)
{
    public string KeyOf(int number) => $"{Id}.{number}";
}
