using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;
using DeepQ.Orleans.Silos;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;

namespace DeepQ.Orleans.Grains;

/// <summary>Reports for its silo, on which the caller has placed it by a hint.</summary>
[RandomPlacement]
[Immovable]
internal sealed class SiloGrain : Grain, ISiloGrain
{
    public async Task<SiloReport?> ReportAsync(string sweep) =>
        ServiceProvider.GetService<SiloTrainings>() is { } trainings ? await trainings.ReportAsync(sweep) : null;

    public async Task<SiloReport?> ReportTrainingAsync(string training) =>
        ServiceProvider.GetService<SiloDefinitions>() is { } definitions ? await definitions.ReportAsync(training) : null;
}
