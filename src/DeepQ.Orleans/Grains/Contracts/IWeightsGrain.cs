using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Grains.Contracts;

/// <summary>The weights of a session, with one grain on each silo. The key is that of the session.</summary>
[Alias("DeepQ.IWeightsGrain")]
internal interface IWeightsGrain : IGrainWithStringKey
{
    /// <summary>Returns the weights if they are newer than a version; otherwise null.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Get")]
    Task<PublishedWeights?> GetAsync(TrainingRun run, long version);
}
