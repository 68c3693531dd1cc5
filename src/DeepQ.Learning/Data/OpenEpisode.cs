namespace DeepQ.Learning.Data;

/// <summary>An episode that is not completely written yet.</summary>
/// <param name="id">Its id in the table.</param>
internal sealed class OpenEpisode(string id)
{
    public string Id => id;

    /// <summary>The row that was read last.</summary>
    public LoggedRow? LastRead { get; private set; }

    /// <summary>The number of episodes that had begun when it was read.</summary>
    public long BegunAtLastRow { get; set; }

    /// <summary>
    /// The row that was out of order, after which rows are not known to be consecutive; null if all are in order.
    /// </summary>
    public long? CutAt { get; set; }

    /// <summary>
    /// The number of rows read when a row cut the episode off; null before. Its last observation may still arrive.
    /// </summary>
    public long? CutOffAt { get; set; }

    /// <summary>The rows that were read and wait until another episode is written, in order.</summary>
    public Queue<LoggedRow> Waiting { get; } = new();

    /// <summary>The latest row, which lacks only its next state; null if there is none.</summary>
    public LoggedRow? Pending { get; private set; }

    /// <summary>The first transition; null before one is written.</summary>
    public int? First { get; set; }

    /// <summary>How it ended; null while more rows may come.</summary>
    public EpisodeEnd? End { get; set; }

    /// <summary>Records a row as the one read last.</summary>
    public void NoticeRead(LoggedRow row, long begun)
    {
        BegunAtLastRow = begun;
        if (LastRead is null)
            LastRead = row.Copy();
        else
            LastRead.Assign(row);
    }

    /// <summary>Keeps a row until its next state is known.</summary>
    public void Hold(LoggedRow row)
    {
        if (Pending is null)
            Pending = row.Copy();
        else
            Pending.Assign(row);
    }

    /// <summary>Releases the kept row once it is written.</summary>
    public void Release() => Pending = null;
}
