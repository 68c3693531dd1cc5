namespace DeepQ.Learning.Data;

/// <summary>An episode that is not wholly written yet.</summary>
/// <param name="id">What the table calls it.</param>
internal sealed class OpenEpisode(string id)
{
    public string Id => id;

    /// <summary>The row that was read last.</summary>
    public LoggedRow? LastRead { get; private set; }

    /// <summary>The number of episodes that had begun when it was read.</summary>
    public long BegunAtLastRow { get; set; }

    /// <summary>
    /// The row that was out of order, so that what follows is not known to follow; null where all are in order.
    /// </summary>
    public long? CutAt { get; set; }

    /// <summary>
    /// When a row said that it was cut off there, in rows read; null before. Its last observation may still come.
    /// </summary>
    public long? CutOffAt { get; set; }

    /// <summary>The rows that were read and wait for those of another episode to be written, in order.</summary>
    public Queue<LoggedRow> Waiting { get; } = new();

    /// <summary>The row that was written last but for its successor, which is not known yet.</summary>
    public LoggedRow? Pending { get; private set; }

    /// <summary>The first transition; null before one is written.</summary>
    public int? First { get; set; }

    /// <summary>How it ended; null while more rows may come.</summary>
    public EpisodeEnd? End { get; set; }

    /// <summary>Remembers a row as the one that was read last.</summary>
    public void NoticeRead(LoggedRow row, long begun)
    {
        BegunAtLastRow = begun;
        if (LastRead is null)
            LastRead = row.Copy();
        else
            LastRead.Assign(row);
    }

    /// <summary>Keeps a row until its successor is known.</summary>
    public void Hold(LoggedRow row)
    {
        if (Pending is null)
            Pending = row.Copy();
        else
            Pending.Assign(row);
    }

    /// <summary>Lets go of the row that was kept: it is written.</summary>
    public void Release() => Pending = null;
}
