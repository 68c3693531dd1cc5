namespace DeepQ.Learning.Updates;

/// <summary>
/// The rate at which the average of weights follows them, so that it covers a fixed share of the updates so far.
/// </summary>
/// <remarks>
/// Shamir, Zhang: Stochastic Gradient Descent for Non-smooth Optimization (2013), polynomial-decay averaging,
/// https://arxiv.org/abs/1212.1824: after update t the average moves 1 / (c t) of the distance, where c is the share.
/// It does not need the length of the training, and begins as a copy. If c t is large, it moves a hundred times within
/// that length rather than at each update.
/// </remarks>
/// <param name="share">The share c, above 0 and at most 1.</param>
internal sealed class WeightAverage(double share)
{
    private const double MovesOverReach = 100;

    private long _updates;
    private long _moved;

    /// <summary>Whether there is an average yet.</summary>
    public bool HasBegun => _moved > 0;

    /// <summary>Counts an update.</summary>
    /// <returns>The share of the distance that the average moves now, in (0, 1]; 0 for none.</returns>
    public double Count()
    {
        _updates++;
        long since = _updates - _moved;
        double reach = share * _updates;
        if (since < reach / MovesOverReach)
            return 0;
        _moved = _updates;
        return Math.Min(1, since / reach);
    }

    /// <summary>Discards the updates so far: those that follow have other weights.</summary>
    public void Restart() => (_updates, _moved) = (0, 0);

    /// <summary>Continues from the count of another one.</summary>
    public void Continue(WeightAverage other) => (_updates, _moved) = (other._updates, other._moved);

    /// <summary>Writes the number of counted updates.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(_updates);
        writer.Write(_moved);
    }

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    public void Load(BinaryReader reader) => (_updates, _moved) = (reader.ReadInt64(), reader.ReadInt64());
}
