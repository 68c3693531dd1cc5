namespace DeepQ.Serving.Runtime;

/// <summary>Chooses the number of states per run: the length that was fastest in the first long batches.</summary>
/// <remarks>
/// The lengths are the greatest one and its halves down to 64. Each is used for four runs of the callers' own states,
/// of which the first only warms up. The length with the least time per state is kept. Nothing is run only to measure.
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

    /// <summary>Whether the length is final.</summary>
    public bool IsSettled => _settled;

    /// <summary>Records a run.</summary>
    /// <param name="rows">The number of scored states.</param>
    /// <param name="time">The duration.</param>
    public void Record(int rows, TimeSpan time)
    {
        // A short batch, or the rest of a long one, is not worth a lock.
        if (rows != Current)
            return;

        lock (_recording)
        {
            // Another thread may have completed the trials of this length meanwhile.
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
