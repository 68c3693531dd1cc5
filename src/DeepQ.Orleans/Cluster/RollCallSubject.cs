using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Cluster;

/// <summary>The sweep or training that silos are asked about, and the words for it.</summary>
/// <param name="Noun">The word for it.</param>
/// <param name="Name">The name.</param>
/// <param name="Verb">The words for what silos do that know such items.</param>
/// <param name="Method">The method that adds such items to a silo.</param>
/// <param name="Ask">Asks a silo.</param>
/// <param name="Fail">Creates the error.</param>
internal sealed record RollCallSubject(
    string Noun, string Name, string Verb, string Method, Func<ISiloGrain, Task<SiloReport?>> Ask, Func<string, Exception> Fail)
{
    public static RollCallSubject Sweep(string name) => new(
        "sweep",
        name,
        "trains for sweeps",
        "AddDeepQSweeps",
        silo => silo.ReportAsync(name),
        message => new SweepClusterException(message));

    public static RollCallSubject Training(string name) => new(
        "training",
        name,
        "takes part in trainings",
        "AddDeepQTrainings",
        silo => silo.ReportTrainingAsync(name),
        message => new TrainingClusterException(message));
}
