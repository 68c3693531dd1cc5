using System.Diagnostics;
using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;
using Orleans.Concurrency;
using Orleans.Runtime.Placement;

namespace DeepQ.Orleans.Grains;

/// <summary>Fetches each version of the weights once for all actors of its silo.</summary>
[StatelessWorker(1)]
[CollectionAgeLimit(Minutes = 2)]
internal sealed class WeightsGrain : Grain, IWeightsGrain
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private PublishedWeights? _weights;
    private long? _askedAt;

    public async Task<PublishedWeights?> GetAsync(TrainingRun run, long version)
    {
        if (!(_weights?.Version > version) && (_askedAt is null || Stopwatch.GetElapsedTime(_askedAt.Value) > Pause))
        {
            _askedAt = Stopwatch.GetTimestamp();
            // A learner that was lost begins where trainings are known.
            RequestContext.Set(IPlacementDirector.PlacementHintKey, GrainContext.Address.SiloAddress!);
            _weights = await GrainFactory.GetGrain<ILearnerGrain>(run.Key()).GetWeightsAsync(_weights?.Version ?? 0) ?? _weights;
        }

        return _weights?.Version > version ? _weights : null;
    }
}
