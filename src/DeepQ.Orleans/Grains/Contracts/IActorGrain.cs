using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Grains.Contracts;

/// <summary>An actor of a session. Its key is that of the session and its number.</summary>
[Alias("DeepQ.IActorGrain")]
internal interface IActorGrain : IGrainWithStringKey
{
    /// <summary>Starts the actor if it has not started, and returns its status. Without requests for a minute, an actor ends.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Ask")]
    Task<ActorAnswer> AskAsync(TrainingSession session, int actor);

    /// <summary>Ends the actor.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Stop")]
    Task StopAsync();
}
