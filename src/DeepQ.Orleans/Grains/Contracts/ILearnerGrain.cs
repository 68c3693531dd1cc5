using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Grains.Contracts;

/// <summary>The learner of a run. Its key is that of the run.</summary>
[Alias("DeepQ.ILearnerGrain")]
internal interface ILearnerGrain : IGrainWithStringKey
{
    /// <summary>Begins to learn where it did not begin yet, and says how far it is. Returns at once.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Ask")]
    Task<LearnerAnswer> AskAsync(TrainingRun run);

    /// <summary>Gives weights that are newer than a version; null where it has none.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("GetWeights")]
    Task<PublishedWeights?> GetWeightsAsync(long version);

    /// <summary>Gives a part of the last checkpoint of a training that is done; less where it ends.</summary>
    [ResponseTimeout("00:01:00")]
    [Alias("ReadCheckpoint")]
    Task<byte[]> ReadCheckpointAsync(TrainingRun run, long start, int length);

    /// <summary>Ends the training soon; it is done then, and its checkpoint stays.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Cancel")]
    Task CancelAsync();

    /// <summary>Ends the training where it is not done, with all that acts and remembers for it.</summary>
    /// <param name="run">The run.</param>
    /// <param name="forget">Whether its checkpoint is deleted: nobody needs it any longer.</param>
    [ResponseTimeout("00:01:00")]
    [Alias("End")]
    Task EndAsync(TrainingRun run, bool forget);
}
