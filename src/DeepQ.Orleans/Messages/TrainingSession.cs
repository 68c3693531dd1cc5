namespace DeepQ.Orleans.Messages;

/// <summary>Identifies the actors, shards and weights of a run, from its start to its end.</summary>
/// <param name="Run">The run.</param>
/// <param name="Id">The identity: another one each time that the run starts, and the same when it continues.</param>
[GenerateSerializer]
[Immutable]
[Alias("DeepQ.TrainingSession")]
internal sealed record TrainingSession([property: Id(0)] TrainingRun Run, [property: Id(1)] string Id)
{
    public string KeyOf(int number) => $"{Id}.{number}";
}
