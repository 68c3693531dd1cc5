namespace DeepQ.Learning.Scaling;

/// <summary>
/// What a column holds, and the offset and factor that make values about one of it. All values are added once, and then
/// once more to <see cref="AddToUsual"/>.
/// </summary>
/// <remarks>
/// A column that never changes is left out. Two values become 0 and 1. Where one value has at least half of the rows, as zero
/// has in sparse columns, it becomes 0 and the others have a root mean square of 1. All else is standardized. Zeros stay zeros
/// in the second and third case.
/// </remarks>
internal sealed class ColumnStatistics
{
    // Of 2²⁴ steps that float32 has at the mean, so many or fewer to a deviation are hardly values.
    private const double FewSteps = 1 << 8;
    // What two values differ by may be so little that its inverse is no float.
    private const double GreatestFactor = 1e30;
    // Of a million values that are normally distributed, the farthest is 5 deviations away; of 10,000 with a heavy tail, 30.
    private const double Far = 50;

    private long _count;
    private float _least = float.PositiveInfinity;
    private float _greatest = float.NegativeInfinity;
    private double _mean;
    private double _squares;
    private float _usual;
    private long _lead;
    private long _usualCount;
    private long _endCount;
    private double _squaresAboutUsual;

    /// <summary>What is subtracted.</summary>
    public float Offset => (float)(IsConstant ? _least : IsBinary ? LesserOrZero : IsMostlyUsual ? _usual : _mean);

    /// <summary>What the difference is multiplied by.</summary>
    public float Factor => IsConstant ? 0 : (float)Math.Min(1 / Size, GreatestFactor);

    /// <summary>Whether values are hardly told apart where they are.</summary>
    public bool IsIndistinct => !IsConstant && Size < Math.Abs((double)Offset) * FewSteps / (1 << 24);

    /// <summary>Whether one value is so far from the others that they are hardly told apart beside it.</summary>
    public bool HasOutlier => Farthest > Far;

    /// <summary>How far the farthest value is, in what the scale makes of values.</summary>
    public double Farthest =>
        IsConstant || IsBinary ? 0 : Math.Max(_greatest - (double)Offset, Offset - (double)_least) / Size;

    /// <summary>Whether all values are the same.</summary>
    public bool IsConstant => _least == _greatest;

    private bool IsBinary => _endCount == _count;

    private bool IsMostlyUsual => 2 * _usualCount >= _count;

    private float LesserOrZero => _greatest == 0 ? 0 : _least;

    private double Size => IsBinary ? (double)_greatest - _least
        : IsMostlyUsual ? Math.Sqrt(_squaresAboutUsual / (_count - _usualCount))
        : Math.Sqrt(_squares / _count);

    /// <summary>Adds a value the first time.</summary>
    /// <remarks>
    /// Welford: Note on a Method for Calculating Corrected Sums of Squares and Products (1962); Boyer, Moore: MJRTY, A Fast
    /// Majority Vote Algorithm (1981).
    /// </remarks>
    public void Add(float value)
    {
        _count++;
        _least = Math.Min(_least, value);
        _greatest = Math.Max(_greatest, value);
        double before = value - _mean;
        _mean += before / _count;
        _squares += before * (value - _mean);
        if (_lead == 0)
            _usual = value;
        _lead += value == _usual ? 1 : -1;
    }

    /// <summary>Adds zeros the first time, up to so many values in all.</summary>
    public void AddZeros(long count)
    {
        long zeros = count - _count;
        if (zeros == 0)
            return;
        (_least, _greatest) = (Math.Min(_least, 0), Math.Max(_greatest, 0));
        _squares += _mean * _mean * _count * zeros / count;
        _mean *= (double)_count / count;
        if (_usual == 0)
            _lead += zeros;
        else if (zeros > _lead)
            (_usual, _lead) = (0, zeros - _lead);
        else
            _lead -= zeros;
        _count = count;
    }

    /// <summary>Adds a value the second time, as often as it is there.</summary>
    public void AddToUsual(float value, long times = 1)
    {
        _usualCount += value == _usual ? times : 0;
        _endCount += value == _least || value == _greatest ? times : 0;
        double difference = (double)value - _usual;
        _squaresAboutUsual += times * difference * difference;
    }
}
