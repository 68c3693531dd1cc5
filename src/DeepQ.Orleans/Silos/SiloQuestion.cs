using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;
using Orleans.Runtime.Placement;

namespace DeepQ.Orleans.Silos;

/// <summary>Requests the report of one silo.</summary>
internal static class SiloQuestion
{
    /// <returns>The report; null if the silo does not take part, or another one answered because it has just left.</returns>
    public static async Task<SiloReport?> AskAsync(IGrainFactory grains, SiloAddress silo, Func<ISiloGrain, Task<SiloReport?>> ask)
    {
        string address = silo.ToParsableString();
        RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
        SiloReport? report = await ask(grains.GetGrain<ISiloGrain>(address)).ConfigureAwait(false);
        return report?.Address == address ? report : null;
    }
}
