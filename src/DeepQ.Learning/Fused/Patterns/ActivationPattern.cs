using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Patterns;

/// <summary>
/// Which rectified units of a layer are on in which states of a batch: the baseline, which is the side of each unit in
/// the majority of states, and the exceptions from it.
/// </summary>
/// <remarks>
/// While no unit changes sides a layer is linear, and after some training few do: most units of a deep Q-network are on
/// in all states of a batch, or in none. The part of a product that follows from the baseline is the same for all
/// states; each state adds its exceptions. The steps that use a pattern state the equations.
/// </remarks>
internal sealed class ActivationPattern
{
    private readonly KernelSet _kernels;
    private readonly float[] _counts;
    private readonly float[] _baseline;
    private readonly int[] _alive;
    private readonly int[] _baselineUnits;
    private int _aliveCount;
    private int _baselineCount;
    private int _width;

    /// <summary>Allocates the pattern.</summary>
    /// <param name="kernels">The kernels.</param>
    /// <param name="units">The greatest number of units.</param>
    /// <param name="states">The greatest number of states.</param>
    public ActivationPattern(KernelSet kernels, int units, int states)
    {
        _kernels = kernels;
        int width = AlignedBuffer.Padded(units);
        _counts = new float[width];
        _baseline = new float[width];
        _alive = new int[width];
        _baselineUnits = new int[width];
        Exceptions = new SparseRows(states, checked(states * width));
    }

    /// <summary>The number of units, padding included.</summary>
    public int Width => _width;

    /// <summary>The units that are on in some state.</summary>
    public ReadOnlySpan<int> Alive => _alive.AsSpan(0, _aliveCount);

    /// <summary>The units that are on in the majority of states.</summary>
    public ReadOnlySpan<int> BaselineUnits => _baselineUnits.AsSpan(0, _baselineCount);

    /// <summary>1 for each unit that is on in the majority of states, 0 for the others and for padding.</summary>
    public ReadOnlySpan<float> Baseline => _baseline.AsSpan(0, _width);

    /// <summary>
    /// The expected number of units that are on in some of the states that are computed together, if the states of each
    /// unit are spread evenly.
    /// </summary>
    public double AliveTogether { get; private set; }

    /// <summary>The number of pairs of a unit and a state in which the unit is on.</summary>
    public long OnCount { get; private set; }

    /// <summary>The number of pairs in which the unit deviates from the baseline.</summary>
    public long ExceptionCount { get; private set; }

    /// <summary>The exceptions of each state, once they have been found.</summary>
    public SparseRows Exceptions { get; }

    /// <summary>Reads the pattern of the units.</summary>
    /// <param name="units">Their values, before or after they are rectified: one row per state.</param>
    public void Read(in Matrix units)
    {
        _width = AlignedBuffer.Padded(units.Columns);
        _kernels.CountOn(units, _counts);
        (int alive, int baselineUnits, long on, long exceptions) = (0, 0, 0, 0);
        float together = 0, share = 1f / units.Rows;
        for (int unit = 0; unit < units.Columns; unit++)
        {
            // Without a branch: a unit that is not kept is overwritten by the next one.
            int count = (int)_counts[unit];
            int baseline = 2 * count > units.Rows ? 1 : 0;
            _alive[alive] = unit;
            alive += count > 0 ? 1 : 0;
            _baselineUnits[baselineUnits] = unit;
            baselineUnits += baseline;
            _baseline[unit] = baseline;
            on += count;
            exceptions += Math.Min(count, units.Rows - count);
            // 1 − (1 − p)⁸.
            float off = 1 - (count * share);
            off *= off;
            off *= off;
            together += 1 - (off * off);
        }

        _baseline.AsSpan(units.Columns.._width).Clear();
        (_aliveCount, _baselineCount) = (alive, baselineUnits);
        (OnCount, ExceptionCount, AliveTogether) = (on, exceptions, together);
    }

    /// <summary>Sets the baseline of every unit to off, so that each unit that is on is an exception.</summary>
    public void ClearBaseline(int units)
    {
        _width = AlignedBuffer.Padded(units);
        _baselineCount = 0;
        _baseline.AsSpan(0, _width).Clear();
        ExceptionCount = OnCount;
    }

    /// <inheritdoc cref="PatternSearch{TSimd}.FindExceptions"/>
    public void FindExceptions(in Matrix units) => _kernels.FindExceptions(units, Baseline, Exceptions);

    /// <summary>Negates the values of exceptions whose baseline is on, where the unit is off.</summary>
    /// <param name="values">The values, one row per state; only those of exceptions change.</param>
    public void NegateExceptions(in Matrix values)
    {
        for (int state = 0; state < values.Rows; state++)
        {
            foreach (int unit in Exceptions.Columns[Exceptions.Starts[state]..Exceptions.Starts[state + 1]])
                values.At(state, unit) *= 1 - (2 * _baseline[unit]);
        }
    }
}
