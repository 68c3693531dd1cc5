using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Grains.Contracts;

/// <summary>The weights of a session, one on each silo. Its key is that of the session.</summary>
[Alias("DeepQ.IWeightsGrain")]
internal interface IWeightsGrain : IGrainWithStringKey
{
    /// <summary>Gives weights that are newer than a version; null where it has none.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Get")]
    Task<PublishedWeights?> GetAsync(TrainingRun run, long version);
}
