using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Grains.Contracts;

/// <summary>An actor of a session. Its key is that of the session and its number.</summary>
[Alias("DeepQ.IActorGrain")]
internal interface IActorGrain : IGrainWithStringKey
{
    /// <summary>Begins to act where it did not begin yet, and says how it is. An actor that nobody asks for a minute ends.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Ask")]
    Task<ActorAnswer> AskAsync(TrainingSession session, int actor);

    /// <summary>Ends it.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Stop")]
    Task StopAsync();
}
