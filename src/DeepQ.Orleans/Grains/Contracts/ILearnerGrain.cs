using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Grains.Contracts;

/// <summary>The learner of a run. Its key is that of the run.</summary>
[Alias("DeepQ.ILearnerGrain")]
internal interface ILearnerGrain : IGrainWithStringKey
{
    /// <summary>Starts the learner if it has not started, and returns its status without waiting.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Ask")]
    Task<LearnerAnswer> AskAsync(TrainingRun run);

    /// <summary>Returns the weights if they are newer than a version; otherwise null.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("GetWeights")]
    Task<PublishedWeights?> GetWeightsAsync(long version);

    /// <summary>Returns a part of the last checkpoint of a completed training; fewer bytes at its end.</summary>
    [ResponseTimeout("00:01:00")]
    [Alias("ReadCheckpoint")]
    Task<byte[]> ReadCheckpointAsync(TrainingRun run, long start, int length);

    /// <summary>Cancels the training, which then is done. The checkpoint stays.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Cancel")]
    Task CancelAsync();

    /// <summary>Ends the training if it is not done, with its actors and shards.</summary>
    /// <param name="run">The run.</param>
    /// <param name="forget">Whether to delete its checkpoint.</param>
    [ResponseTimeout("00:01:00")]
    [Alias("End")]
    Task EndAsync(TrainingRun run, bool forget);
}
