using System.Collections;

namespace DeepQ.Learning.Data;

/// <summary>The episodes of a table in which each row is one; created on access.</summary>
/// <param name="count">The number of rows.</param>
internal sealed class OneStepEpisodes(int count) : IReadOnlyList<LoggedEpisode>
{
    public int Count => count;

    public LoggedEpisode this[int index] => (uint)index < (uint)count
        ? new LoggedEpisode($"{index}", index, 1, EpisodeEnd.Terminated, null)
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {count} episodes.");

    public IEnumerator<LoggedEpisode> GetEnumerator() => Enumerable.Range(0, count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
