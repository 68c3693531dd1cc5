using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Grains;

/// <summary>A training of a sweep, on any silo. The key is that of its order and the number of refusals so far.</summary>
[Alias("DeepQ.ITrainingGrain")]
internal interface ITrainingGrain : IGrainWithStringKey
{
    /// <summary>Starts the training if it has not started, and returns its status without waiting.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Ask")]
    Task<TrainingAnswer> AskAsync(TrainingOrder order, TrainingQuestion question);

    /// <summary>Ends the training. The checkpoint stays.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Stop")]
    Task StopAsync();

    /// <summary>Ends the training, and deletes its checkpoint.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Forget")]
    Task ForgetAsync(TrainingOrder order);
}
