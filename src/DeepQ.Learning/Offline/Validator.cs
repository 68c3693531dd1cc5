namespace DeepQ.Learning;

/// <summary>Values networks on episodes that they do not learn from, and keeps the best.</summary>
internal sealed partial class Validator : IDisposable
{
    private readonly LoggedRows _rows;
    private readonly LoggedFit _fit;
    private readonly int[] _slots;
    private readonly Xoshiro256 _random;
    private readonly List<ValidationRecord> _records = [];
    private QNetwork? _best;

    /// <param name="heldBack">The episodes that are held back.</param>
    /// <param name="validation">The settings.</param>
    /// <param name="options">Those of the training.</param>
    /// <param name="random">The generator whose present state each fit draws from.</param>
    public Validator(LoggedData heldBack, OfflineValidation validation, DqnOptions options, Xoshiro256 random)
    {
        _rows = new LoggedRows(heldBack);
        _slots = [.. Enumerable.Range(0, _rows.Count)];
        _random = random;
        _fit = new LoggedFit(
            heldBack,
            new OffPolicyOptions { HiddenUnits = options.HiddenUnits, Updates = validation.FittedQUpdates },
            options.Gamma);
    }

    public IReadOnlyList<ValidationRecord> Records => _records;

    public ValidationRecord? Best { get; private set; }

    /// <summary>The number of values since the best one.</summary>
    public int SinceBest => Best is null ? 0 : _records.Count - 1 - _records.IndexOf(Best);

    public void Run(QNetwork network, long update, CancellationToken cancellationToken)
    {
        network.eval();
        (float[] states, float[] successors) = _rows.Values(network.QValues);
        PolicyTable policy = PolicyTable.Greedy(_rows, states, successors);
        using QNetwork q = _fit.Values(_slots, policy, new Xoshiro256(Draws()), cancellationToken);
        (float[] values, _) = _rows.Values(q.QValues);

        ValidationRecord record = new(update, _rows.Log.Episodes!.Average(episode => Value(episode.First)));
        if (!Add(record))
            return;
        _best?.Dispose();
        _best = network.Copy();

        double Value(int row) => Enumerable.Range(row * _rows.ActionCount, _rows.ActionCount)
            .Sum(i => (double)policy.States[i] * values[i]);
    }

    /// <summary>Hands the best network over to the caller; null where nothing was valued.</summary>
    public QNetwork? TakeBest()
    {
        QNetwork? best = _best;
        _best = null;
        return best;
    }

    public void Dispose() => _best?.Dispose();

    // Whether it is the best one.
    private bool Add(ValidationRecord record)
    {
        _records.Add(record);
        if (Best is not null && record.Value <= Best.Value)
            return false;
        Best = record;
        return true;
    }
}
