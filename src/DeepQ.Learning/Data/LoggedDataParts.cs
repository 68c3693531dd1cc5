using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Data;

/// <summary>Splits logged data by episode.</summary>
public static class LoggedDataParts
{
    /// <summary>
    /// Splits the episodes with at least one step into parts of about the same number, each with an equal chance.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="parts">The number of parts.</param>
    /// <param name="random">Draws the part of each episode.</param>
    /// <exception cref="ArgumentException">
    /// The data do not identify episodes, or there are fewer episodes than parts.
    /// </exception>
    public static LoggedEpisode[][] Shuffled(LoggedData data, int parts, Random random)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        if (data.Episodes is null)
        {
            throw new ArgumentException(
                "The data do not identify episodes, so they cannot be split: name the column that does, " +
                "EpisodeIdColumnName.");
        }

        LoggedEpisode[] episodes = [.. data.Episodes.Where(episode => episode.Count > 0)];
        if (episodes.Length < parts)
            throw new ArgumentException($"{episodes.Length} episodes cannot be split into {parts} parts.");
        random.Shuffle(episodes);
        return [.. Enumerable.Range(0, parts).Select(part => episodes.Where((_, i) => i % parts == part).ToArray())];
    }

    /// <summary>
    /// Copies the transitions of some episodes into separate data, in a file if the others are in one.
    /// </summary>
    /// <param name="data">The data.</param>
    /// <param name="episodes">Episodes of the data.</param>
    /// <returns>The data of these episodes; the caller disposes them.</returns>
    /// <exception cref="ArgumentException">They need more memory than is available.</exception>
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
            $"{count} transitions are copied from the others and take {bytes / 1e6:F1} MB, but {room / 1e6:F1} MB are " +
            "available, eight tenths of what is free: read fewer rows, or set DataFolder to keep them in a file.");
    }
}
