using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Patterns;

/// <summary>
/// Which rectified units of a layer are on in which states of a batch: the usual side of each, where the majority of
/// the states has it, and the exceptions to that.
/// </summary>
/// <remarks>
/// While no unit changes sides a layer is linear, and after some training few do: of the units of a deep Q-network most
/// are on in all states of a batch, or in none. What a product has for the usual sides is then the same for all states,
/// and what is left for each state are its exceptions.
/// </remarks>
internal sealed class UnitPattern
{
    private readonly KernelSet _kernels;
    private readonly float[] _counts;
    private readonly float[] _usual;
    private readonly int[] _alive;
    private readonly int[] _usuallyOn;
    private int _aliveCount;
    private int _usuallyOnCount;
    private int _width;

    /// <summary>Makes room.</summary>
    /// <param name="kernels">What computes.</param>
    /// <param name="units">The greatest number of units.</param>
    /// <param name="states">The greatest number of states.</param>
    public UnitPattern(KernelSet kernels, int units, int states)
    {
        _kernels = kernels;
        int width = AlignedBuffer.Padded(units);
        _counts = new float[width];
        _usual = new float[width];
        _alive = new int[width];
        _usuallyOn = new int[width];
        Exceptions = new SparseRows(states, checked(states * width));
    }

    /// <summary>The units that are on in some state.</summary>
    public ReadOnlySpan<int> Alive => _alive.AsSpan(0, _aliveCount);

    /// <summary>The units that are usually on.</summary>
    public ReadOnlySpan<int> UsuallyOn => _usuallyOn.AsSpan(0, _usuallyOnCount);

    /// <summary>1 for each unit that is usually on, 0 for the others and for padding.</summary>
    public ReadOnlySpan<float> Usual => _usual.AsSpan(0, _width);

    /// <summary>How many pairs of a unit and a state there are where it is on.</summary>
    public long OnCount { get; private set; }

    /// <summary>How many there are where it is not on its usual side.</summary>
    public long ExceptionCount { get; private set; }

    /// <summary>The exceptions of each state, once they were found.</summary>
    public SparseRows Exceptions { get; }

    /// <summary>Looks at the units.</summary>
    /// <param name="units">Their values, before or after they are rectified: a row a state.</param>
    public void Read(in Matrix units)
    {
        _width = AlignedBuffer.Padded(units.Columns);
        _kernels.CountOn(units, _counts);
        (int alive, int usuallyOn, long on, long exceptions) = (0, 0, 0, 0);
        for (int unit = 0; unit < units.Columns; unit++)
        {
            // Without a branch: what is not kept is written over by the next one.
            int count = (int)_counts[unit];
            int usual = 2 * count > units.Rows ? 1 : 0;
            _alive[alive] = unit;
            alive += count > 0 ? 1 : 0;
            _usuallyOn[usuallyOn] = unit;
            usuallyOn += usual;
            _usual[unit] = usual;
            on += count;
            exceptions += Math.Min(count, units.Rows - count);
        }

        _usual.AsSpan(units.Columns.._width).Clear();
        (_aliveCount, _usuallyOnCount) = (alive, usuallyOn);
        (OnCount, ExceptionCount) = (on, exceptions);
    }

    /// <summary>Takes every unit to be usually off: each state in which one is on is an exception then.</summary>
    public void ForgetUsual(int units)
    {
        _width = AlignedBuffer.Padded(units);
        _usuallyOnCount = 0;
        _usual.AsSpan(0, _width).Clear();
        ExceptionCount = OnCount;
    }

    /// <inheritdoc cref="PatternSearch{TSimd}.FindExceptions"/>
    public void FindExceptions(in Matrix units) => _kernels.FindExceptions(units, Usual, Exceptions);

    /// <summary>Turns the signs of values where a unit is off that is usually on.</summary>
    /// <param name="values">The values, a row a state; those of exceptions alone are changed.</param>
    public void TurnExceptions(in Matrix values)
    {
        for (int state = 0; state < values.Rows; state++)
        {
            foreach (int unit in Exceptions.Columns[Exceptions.Starts[state]..Exceptions.Starts[state + 1]])
                values.At(state, unit) *= 1 - (2 * _usual[unit]);
        }
    }
}
