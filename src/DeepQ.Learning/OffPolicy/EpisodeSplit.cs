using DeepQ.Learning.Data;

namespace DeepQ.Learning.OffPolicy;

/// <summary>
/// Splits a log into folds of whole episodes, or of single transitions if episodes are not identified.
/// </summary>
internal sealed class EpisodeSplit
{
    private readonly (int First, int Count)[] _runs;

    public EpisodeSplit(LoggedData log, Random random)
    {
        _runs = log.Episodes is { } episodes
            ? [.. episodes.Where(episode => episode.Count > 0).Select(episode => (episode.First, episode.Count))]
            : [.. Enumerable.Range(0, log.Transitions.Count).Select(i => (i, 1))];
        random.Shuffle(_runs);
    }

    /// <summary>Returns the indices of the transitions in the selected folds.</summary>
    public int[] Slots(int parts, Func<int, bool> isAsked) =>
        [.. _runs.Where((_, i) => isAsked(i % parts)).SelectMany(run => Enumerable.Range(run.First, run.Count))];

    /// <summary>Returns the fold of each transition.</summary>
    public int[] PartOf(int parts, int transitions)
    {
        int[] part = new int[transitions];
        for (int i = 0; i < _runs.Length; i++)
            Array.Fill(part, i % parts, _runs[i].First, _runs[i].Count);
        return part;
    }
}
