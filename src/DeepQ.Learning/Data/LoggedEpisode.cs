namespace DeepQ.Learning.Data;

/// <summary>An episode of logged data.</summary>
/// <param name="Id">What the table calls it.</param>
/// <param name="First">Its first transition.</param>
/// <param name="Count">The number of its transitions; they follow one another. Zero where only a tail is known.</param>
/// <param name="End">How it ended.</param>
/// <param name="Tail">
/// Its last step where the state after it is not known: no transition can be made of it, but it was taken and paid.
/// Null where every step is a transition.
/// </param>
public sealed record LoggedEpisode(string Id, int First, int Count, EpisodeEnd End, EpisodeTail? Tail)
{
    /// <summary>The number of steps, the tail included.</summary>
    public int Steps => Count + (Tail is null ? 0 : 1);
}
