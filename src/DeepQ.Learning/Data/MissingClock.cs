using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Data;

/// <summary>Finds logs whose episodes end at a time that the state does not show.</summary>
/// <remarks>
/// If every episode terminates after the same number of steps, the value of a state depends on the step. A network that
/// does not see the step assigns one value to all steps, whatever it is fitted with (Pardo et al.: Time Limits in
/// Reinforcement Learning, 2018).
/// </remarks>
internal static class MissingClock
{
    private const int FewEpisodes = 30;
    private const double Nearly = 0.95;

    /// <summary>Describes what is missing; null if nothing is.</summary>
    public static string? Problem(ReplayBuffer transitions, IReadOnlyList<LoggedEpisode> episodes)
    {
        if (episodes is OneStepEpisodes)
            return null;
        LoggedEpisode[] ended = [.. episodes.Where(episode => episode.Count > 0 && transitions.TerminatedAt(LastOf(episode)))];
        if (ended.Length < FewEpisodes)
            return null;
        (int length, int count) = ended.CountBy(episode => episode.Count).MaxBy(entry => entry.Value);
        if (length < 2 || count < Nearly * ended.Length || episodes.Any(episode => episode.Count > length))
            return null;
        LoggedEpisode[] same = [.. ended.Where(episode => episode.Count == length)];
        if (TellsTheEnd(transitions, same))
            return null;
        return
            $"{count} of {ended.Length} episodes that terminate do so after {length} steps, and no value of the state distinguishes the last step from " +
            "the others: the value of a state then depends on a clock that is not observed, and every value is biased. If the limit ends only " +
            "the record, mark the last row as truncated; if it ends the task, include the step in the state.";
    }

    private static bool TellsTheEnd(ReplayBuffer transitions, LoggedEpisode[] episodes)
    {
        if (!transitions.IsSparse)
            return Enumerable.Range(0, transitions.ObservationSize).Any(column => TellsTheEnd(transitions, episodes, column));
        SparseEnds ends = new(transitions.ObservationSize);
        foreach (LoggedEpisode episode in episodes)
            ends.AddLast(transitions.StateAt(LastOf(episode)));
        foreach (int slot in episodes.SelectMany(episode => Enumerable.Range(episode.First, episode.Count - 1)))
            ends.AddOther(transitions.StateAt(slot));
        return ends.AreTold(Nearly);
    }

    // Whether the last states differ from all others in a value, or share one that hardly any other has.
    private static bool TellsTheEnd(ReplayBuffer transitions, LoggedEpisode[] episodes, int column)
    {
        float[] state = new float[transitions.ObservationSize];
        float[] last = [.. episodes.Select(episode => Value(LastOf(episode)))];
        float[] others =
            [.. episodes.SelectMany(episode => Enumerable.Range(episode.First, episode.Count - 1)).Select(Value)];
        if (last.Min() > others.Max() || last.Max() < others.Min())
            return true;
        HashSet<float> seen = [.. last];
        return seen.Count < last.Length / 2 && others.Count(seen.Contains) < (1 - Nearly) * others.Length;

        float Value(int slot)
        {
            transitions.ReadState(slot, state);
            return state[column];
        }
    }

    private static int LastOf(LoggedEpisode episode) => episode.First + episode.Count - 1;
}
