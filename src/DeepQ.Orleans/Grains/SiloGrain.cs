using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;
using DeepQ.Orleans.Silos;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;

namespace DeepQ.Orleans.Grains;

/// <summary>Speaks for the silo that a hint of the caller placed it on.</summary>
[RandomPlacement]
[Immovable]
internal sealed class SiloGrain : Grain, ISiloGrain
{
    public async Task<SiloReport?> ReportAsync(string sweep) =>
        ServiceProvider.GetService<SiloTrainings>() is { } trainings ? await trainings.ReportAsync(sweep) : null;

    public async Task<SiloReport?> ReportTrainingAsync(string training) =>
        ServiceProvider.GetService<SiloDefinitions>() is { } definitions ? await definitions.ReportAsync(training) : null;
}
