namespace DeepQ.Learning.Data;

/// <summary>An episode of logged data.</summary>
/// <param name="Id">Its id in the table.</param>
/// <param name="First">Its first transition.</param>
/// <param name="Count">The number of its transitions, which are consecutive. Zero if only a tail is known.</param>
/// <param name="End">How it ended.</param>
/// <param name="Tail">
/// Its last step if the next state is not known. The step was taken and has a reward, but yields no transition. Null if
/// every step is a transition.
/// </param>
public sealed record LoggedEpisode(string Id, int First, int Count, EpisodeEnd End, EpisodeTail? Tail)
{
    /// <summary>The number of steps, the tail included.</summary>
    public int Steps => Count + (Tail is null ? 0 : 1);
}
