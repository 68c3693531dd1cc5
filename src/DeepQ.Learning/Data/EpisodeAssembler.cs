namespace DeepQ.Learning.Data;

/// <summary>
/// Assembles episodes from the rows of a table, even if the rows of several episodes are interleaved.
/// </summary>
/// <remarks>
/// <para>
/// The rows of one episode at a time are written as they arrive. Rows of others wait in memory until that episode has
/// ended, so that the transitions of an episode are consecutive.
/// </para>
/// <para>
/// A row without an action is the last observation of its episode: the next state of the row before it. That
/// observation may still arrive after a row that cuts the episode off; it is waited for while the other open episodes
/// have a row or two.
/// </para>
/// </remarks>
/// <param name="writer">Receives the transitions.</param>
/// <param name="findings">Receives the problems of rows.</param>
/// <param name="maxOpenEpisodes">
/// The number of episodes that may begin after the last row of an earlier one before that one counts as broken off.
/// </param>
internal sealed class EpisodeAssembler(TransitionWriter writer, LoggedDataFindings findings, int maxOpenEpisodes)
{
    private readonly List<LoggedEpisode> _finished = [];
    private readonly Dictionary<string, OpenEpisode> _open = [];
    private readonly Dictionary<string, (long LastRow, EpisodeEnd End, bool Observed)> _closed = [];
    private readonly List<OpenEpisode> _waiting = [];
    private readonly Queue<OpenEpisode> _cutOff = new();
    private OpenEpisode? _writing;
    private OpenEpisode? _current;
    private long _begun;
    private long _read;
    private long _idBytes;

    /// <summary>The episodes, in the order of their transitions.</summary>
    public IReadOnlyList<LoggedEpisode> Episodes => _finished;

    /// <summary>The number of rows waiting in memory.</summary>
    public long WaitingRows { get; private set; }

    /// <summary>The number of rows that only show the final state of an episode.</summary>
    public long Observations { get; private set; }

    /// <summary>The memory of the episodes without their transitions, in bytes.</summary>
    public long MemorySize => ((_closed.Count + _open.Count) * LoggedDataShape.BytesPerEpisode) + _idBytes;

    /// <summary>Adds the next row of the table.</summary>
    /// <exception cref="ArgumentException">The row continues an episode that counts as broken off.</exception>
    public void Add(LoggedRow row, ReadOnlySpan<char> id)
    {
        _read++;
        GiveUpWaiting();
        if (Find(row, id) is not { } episode || !Accept(episode, row))
            return;

        if (row.IsLastObservation)
            Observations++;
        episode.NoticeRead(row, _begun);
        if (_writing is null)
            _writing = episode;
        if (episode == _writing)
            Write(episode, row);
        else
            Wait(episode, row);
        if (row.Truncated && !row.Terminated && !row.IsComplete && !row.IsLastObservation)
            AwaitObservation(episode);
        else if (row.EndsEpisode)
            Close(episode, row.Terminated ? EpisodeEnd.Terminated : EpisodeEnd.Truncated);
    }

    /// <summary>Ends all open episodes: there are no more rows.</summary>
    public void Complete()
    {
        foreach (OpenEpisode episode in _open.Values.OrderBy(open => open.LastRead!.Number).ToArray())
            Close(episode, EndOf(episode));
    }

    private static EpisodeEnd EndOf(OpenEpisode episode) =>
        episode.CutOffAt is null ? EpisodeEnd.BrokenOff : EpisodeEnd.Truncated;

    private void AwaitObservation(OpenEpisode episode)
    {
        episode.CutOffAt = _read;
        _cutOff.Enqueue(episode);
    }

    // By then each of the other open episodes has had its turn.
    private void GiveUpWaiting()
    {
        while (_cutOff.TryPeek(out OpenEpisode? episode) &&
            (episode.End is not null || _read - episode.CutOffAt > 2 + (2 * (_open.Count - _cutOff.Count))))
        {
            _cutOff.Dequeue();
            if (episode.End is null)
                Close(episode, EpisodeEnd.Truncated);
        }
    }

    private OpenEpisode? Find(LoggedRow row, ReadOnlySpan<char> id)
    {
        if (_current is null || !id.SequenceEqual(_current.Id))
            _current = _open.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out OpenEpisode? open) ? open : null;
        if (_current is { CutOffAt: not null } cutOff && !row.IsLastObservation)
            Close(cutOff, EpisodeEnd.Truncated);
        if (_current is not null)
            return _current;
        if (!_closed.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out var closed))
        {
            return row.IsLastObservation
                ? throw new ArgumentException(
                    $"Row {row.Number} has no action, and no row of its episode '{id}' precedes it: only the last " +
                    "row of an episode, which shows its final state, may have none.")
                : _current = Begin(id.ToString());
        }

        // The observation of a terminal state is not used.
        if (row.IsLastObservation && closed.End == EpisodeEnd.Terminated)
        {
            Observations++;
            return null;
        }

        if (closed.Observed)
        {
            throw new ArgumentException(
                $"Row {closed.LastRow} has no action, but row {row.Number} continues its episode '{id}': only the " +
                "last row of an episode, which shows its final state, may have none.");
        }

        if (closed.End == EpisodeEnd.BrokenOff)
        {
            throw new ArgumentException(
                $"Row {row.Number} continues episode '{id}', which counted as broken off after row " +
                $"{closed.LastRow}, because " +
                $"{maxOpenEpisodes} others had begun since. Sort the table by episode, or raise MaxOpenEpisodes.");
        }

        findings.AddMisplaced("after the end", row.Number, $"episode '{id}' ended in row {closed.LastRow}", "left out");
        return null;
    }

    private OpenEpisode Begin(string id)
    {
        foreach (OpenEpisode old in _open.Values.Where(old => _begun - old.BegunAtLastRow >= maxOpenEpisodes).ToArray())
            Close(old, EndOf(old));
        _begun++;
        _idBytes += sizeof(char) * id.Length;
        OpenEpisode episode = new(id);
        _open.Add(id, episode);
        return episode;
    }

    private bool Accept(OpenEpisode episode, LoggedRow row)
    {
        if (episode.CutAt is { } cut)
        {
            findings.AddMisplaced(
                "after a cut", row.Number, $"it follows row {cut} of its episode, which is out of order", "left out");
            if (row.EndsEpisode)
                Close(episode, EpisodeEnd.BrokenOff);
            return false;
        }

        if (episode.LastRead is not { } last)
            return true;
        findings.NoticeRepeat(row, last);
        if (row.Timestamp is not { } time || time > last.Timestamp)
            return true;
        if (time == last.Timestamp)
        {
            if (!row.Repeats(last))
                return true;
            findings.AddMisplaced("repeated", row.Number, $"it repeats row {last.Number}", "left out");
            return false;
        }

        string problem = $"its time is before that of row {last.Number} of the same episode";
        if (row.IsComplete)
        {
            findings.Add("earlier, kept", row.Number, problem, "kept, since it includes its next state");
            return true;
        }

        findings.AddMisplaced("earlier", row.Number, problem, "left out with the rest of the episode");
        episode.CutAt = row.Number;
        if (row.EndsEpisode)
            Close(episode, EpisodeEnd.BrokenOff);
        return false;
    }

    private void Wait(OpenEpisode episode, LoggedRow row)
    {
        if (episode.Waiting.Count == 0)
            _waiting.Add(episode);
        episode.Waiting.Enqueue(row.Copy());
        WaitingRows++;
    }

    private void Close(OpenEpisode episode, EpisodeEnd end)
    {
        _open.Remove(episode.Id);
        _closed.Add(episode.Id, (episode.LastRead!.Number, end, episode.LastRead.IsLastObservation));
        if (episode == _current)
            _current = null;
        episode.End = end;
        if (episode != _writing)
            return;

        Finish(episode);
        _writing = null;
        foreach (OpenEpisode ended in _waiting.Where(waiting => waiting.End is not null))
        {
            WriteWaiting(ended);
            Finish(ended);
        }

        _waiting.RemoveAll(waiting => waiting.End is not null);
        if (_waiting.Count == 0)
            return;
        _writing = _waiting[0];
        _waiting.RemoveAt(0);
        WriteWaiting(_writing);
    }

    private void WriteWaiting(OpenEpisode episode)
    {
        WaitingRows -= episode.Waiting.Count;
        while (episode.Waiting.TryDequeue(out LoggedRow? row))
            Write(episode, row);
    }

    private void Write(OpenEpisode episode, LoggedRow row)
    {
        episode.First ??= writer.Buffer.Count;
        if (row.IsLastObservation)
        {
            WriteLast(episode, row);
            return;
        }

        if (row.IsComplete)
        {
            writer.Add(row, row.NextState.Row, row.NextLegal);
            return;
        }

        if (episode.Pending is { } before)
            writer.Add(before, row.State.Row, row.Legal);
        if (row.Terminated)
        {
            writer.Add(row, row.State.Row, row.Legal);
            episode.Release();
        }
        else
        {
            episode.Hold(row);
        }
    }

    // The next state of the row before is known now; either of the two rows may say how the episode ended.
    private void WriteLast(OpenEpisode episode, LoggedRow observation)
    {
        if (episode.Pending is not { } last)
            return;
        last.Terminated |= observation.Terminated;
        last.Truncated = !last.Terminated;
        writer.Add(last, observation.State.Row, observation.Legal);
        episode.Release();
    }

    private void Finish(OpenEpisode episode)
    {
        EpisodeEnd end = episode.End!.Value;
        if (episode.Pending is { } tail)
        {
            // If the table cuts the episode off, this is normal for such a row; the bias is reported separately.
            string why = end == EpisodeEnd.Truncated ? "was cut off" : "breaks off";
            findings.Add(
                why,
                tail.Number,
                $"episode '{episode.Id}' {why} here, and the next state is not known",
                "its reward counts in returns, but nothing is learned from it",
                isMistake: end == EpisodeEnd.BrokenOff);
        }
        else if (end == EpisodeEnd.BrokenOff)
        {
            findings.Add(
                "stops",
                episode.LastRead!.Number,
                $"episode '{episode.Id}' stops here, and neither terminates nor is truncated",
                "taken as truncated here");
        }

        writer.Buffer.CutOff();
        int first = episode.First ?? writer.Buffer.Count;
        int count = writer.Buffer.Count - first;
        _finished.Add(new LoggedEpisode(episode.Id, first, count, end, episode.Pending?.ToTail()));
    }
}
