using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Cluster;

/// <summary>What silos are asked for.</summary>
/// <param name="Noun">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Verb">What silos do that know some.</param>
/// <param name="Method">What is called where they are configured.</param>
/// <param name="Ask">Asks one of them.</param>
/// <param name="Fail">Makes the error.</param>
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
