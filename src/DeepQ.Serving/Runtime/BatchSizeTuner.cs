namespace DeepQ.Serving.Runtime;

/// <summary>How many states one run scores: the length that was fastest when the first long batches were scored.</summary>
/// <remarks>
/// The lengths are the greatest one and its halves down to 64. Each is used in four runs of the callers' own states; the
/// first of them only warms up. The length of the least time a state stays. Nothing is run for the sake of measuring.
/// </remarks>
/// <param name="most">The greatest length.</param>
internal sealed class BatchSizeTuner(int most)
{
    private const int Least = 64;
    private const int Trials = 4;

    private readonly Lock _recording = new();
    private int _length = most;
    private int _trial;
    private (TimeSpan Time, int Length) _best = (TimeSpan.MaxValue, most);
    private volatile bool _settled = most < 2 * Least;

    /// <summary>The length to use now.</summary>
    public int Current => Volatile.Read(ref _length);

    /// <summary>Whether the length stays.</summary>
    public bool IsSettled => _settled;

    /// <summary>Takes notice of a run.</summary>
    /// <param name="rows">The states that it scored.</param>
    /// <param name="time">What it took.</param>
    public void Record(int rows, TimeSpan time)
    {
        // A short batch, or the rest of a long one: not worth a lock.
        if (rows != Current)
            return;

        lock (_recording)
        {
            // Another thread may have ended the trials of this length meanwhile.
            if (_settled || rows != _length)
                return;

            if (_trial > 0 && time / rows < _best.Time)
                _best = (time / rows, rows);
            if (++_trial < Trials)
                return;

            _trial = 0;
            if (_length / 2 >= Least)
            {
                Volatile.Write(ref _length, _length / 2);
                return;
            }

            Volatile.Write(ref _length, _best.Length);
            _settled = true;
        }
    }
}
