using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Data;

/// <summary>Parts of logged data, by episode.</summary>
public static class LoggedDataParts
{
    /// <summary>
    /// Splits the episodes with a step into parts of the same number, more or less, each with an equal chance.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="parts">The number of parts.</param>
    /// <param name="random">Draws which episode goes where.</param>
    /// <exception cref="ArgumentException">
    /// The data do not tell episodes apart, or there are fewer than parts.
    /// </exception>
    public static LoggedEpisode[][] Shuffled(LoggedData data, int parts, Random random)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        if (data.Episodes is null)
        {
            throw new ArgumentException(
                "The data do not tell episodes apart, so that they cannot be split: name the column that does, " +
                "EpisodeIdColumnName.");
        }

        LoggedEpisode[] episodes = [.. data.Episodes.Where(episode => episode.Count > 0)];
        if (episodes.Length < parts)
            throw new ArgumentException($"{episodes.Length} episodes cannot be split into {parts} parts.");
        random.Shuffle(episodes);
        return [.. Enumerable.Range(0, parts).Select(part => episodes.Where((_, i) => i % parts == part).ToArray())];
    }

    /// <summary>The transitions of some episodes, in data of their own, in a file where the others stand in one.</summary>
    /// <param name="data">The data.</param>
    /// <param name="episodes">Episodes of the data.</param>
    /// <returns>The data of these episodes; whoever called disposes them.</returns>
    /// <exception cref="ArgumentException">They take more memory than there is.</exception>
    /// <exception cref="IOException">The disk has too little room for the file.</exception>
    public static LoggedData Of(LoggedData data, IReadOnlyList<LoggedEpisode> episodes)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(episodes);
        ReplayBuffer source = data.Transitions;
        int count = episodes.Sum(episode => episode.Count);
        RequireRoom(source, count);
        ReplayBuffer transitions = source.Like(count);
        TransitionBatch row = source.NewBatch(1);
        List<LoggedEpisode> found = [];
        List<float> propensities = [];
        foreach (LoggedEpisode episode in episodes)
        {
            found.Add(episode with { First = transitions.Count });
            for (int i = episode.First; i < episode.First + episode.Count; i++)
            {
                row.Slots[0] = i;
                source.Read(row, gamma: 1, steps: 1);
                bool terminated = row.Discounts[0] == 0;
                bool isLast = i == episode.First + episode.Count - 1;
                transitions.AddSparse(
                    row.StateRows.Row(source.ObservationSize),
                    row.Actions[0],
                    row.Rewards[0],
                    row.NextStateRows.Row(source.ObservationSize),
                    terminated,
                    truncated: isLast && !terminated,
                    legal: row.ActionMasks,
                    nextLegal: row.NextActionMasks);
                if (data.Propensities is { } logged)
                    propensities.Add(logged[i]);
            }
        }

        return new LoggedData
        {
            Transitions = transitions,
            ObservationSpace = data.ObservationSpace,
            ActionSpace = data.ActionSpace,
            Episodes = found,
            Propensities = data.Propensities is null ? null : propensities,
            Report = data.Report,
        };
    }

    private static void RequireRoom(ReplayBuffer source, int count)
    {
        long bytes = source.MemorySizeOf(count);
        if (source.Folder is not null || MemoryAtHand.Measure() is var room && bytes <= room)
            return;
        throw new ArgumentException(
            $"{count} transitions are set apart from the others, in {bytes / 1e6:F1} MB of their own, and {room / 1e6:F1} MB are at " +
            "hand, eight tenths of what is free: read fewer rows, or set DataFolder, so that they stand in a file.");
    }
}
