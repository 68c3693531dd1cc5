using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Grains;

/// <summary>One training of a sweep, wherever it is. Its key is that of its order, and how often it was sent on.</summary>
[Alias("DeepQ.ITrainingGrain")]
internal interface ITrainingGrain : IGrainWithStringKey
{
    /// <summary>Begins the training where it did not begin yet, and says how far it is. Returns at once.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Ask")]
    Task<TrainingAnswer> AskAsync(TrainingOrder order, TrainingQuestion question);

    /// <summary>Ends the training; its checkpoint stays.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Stop")]
    Task StopAsync();

    /// <summary>Ends the training and deletes its checkpoint: nobody needs it any longer.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Forget")]
    Task ForgetAsync(TrainingOrder order);
}
