using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepQ.Learning.Kernels;

/// <summary>
/// What happened to resting weights since each of the latest events, as sums that grow with every event, so that a
/// weight of any of these ages can be brought up to date at once.
/// </summary>
/// <remarks>
/// Everything is linear in the weight θ, the target's θ' and m, with factors that depend on v alone. An Adam step adds
/// its rate, times the remaining factor of m and powers of the remaining factor of √v, to the moments of
/// <see cref="RestMoves"/>. A move of the target by τ mixes the target's sums with those of the weight.
/// </remarks>
internal sealed class RestClock
{
    /// <summary>The number of events after which a weight must be brought up to date at the latest.</summary>
    public const int Reach = 512;

    private const int Powers = 5;
    // The series omits at most this many times the fifth power of the deviation of c: its fifth moment, m of at most
    // 3.2 √v, and the s with the greatest effect. If that is too much, as in the first steps, events are applied one by
    // one.
    private const double Remainder = 10;
    private const double MostError = 2e-7;

    private readonly RestEvent[] _events = new RestEvent[Reach];
    private readonly double[] _firstFade = new double[Reach];
    private readonly double[] _secondFade = new double[Reach];
    // One over the remaining factor of √v.
    private readonly double[] _rootGain = new double[Reach];
    private readonly RestStep?[] _steps = new RestStep?[Reach];
    private readonly int[] _stepTimes = new int[Reach];
    private readonly double[] _kept = new double[Reach];
    private readonly double[] _targetKept = new double[Reach];
    private readonly double[] _targetTaken = new double[Reach];
    private readonly double[][] _moves = NewSums();
    private readonly double[][] _targetMoves = NewSums();

    public RestClock()
    {
        Array.Fill(_stepTimes, -1);
        Begin();
    }

    /// <summary>The number of events so far.</summary>
    public int Now { get; private set; }

    /// <summary>The number of optimizer steps among them.</summary>
    public long Steps { get; private set; }

    /// <summary>The factor of the second moments in one step.</summary>
    public float SecondFade { get; private set; } = 1;

    /// <summary>Returns the place of an event among the latest ones.</summary>
    public static int SlotOf(int time) => time & (Reach - 1);

    /// <summary>Adds a step or a move of the target. Rows that rested for the whole reach are forgotten.</summary>
    public void Add(in RestEvent happened)
    {
        if (happened.Blend == 0)
        {
            Step(happened);
            Steps++;
            SecondFade = happened.SecondFade;
        }
        else
        {
            Blend(happened.Blend);
        }

        Now++;
        _events[SlotOf(Now)] = happened;
        Begin();
    }

    /// <summary>Returns everything since a time, combined; null if it has to be applied event by event.</summary>
    /// <param name="time">The time.</param>
    /// <param name="epsilon">ε of Adam.</param>
    public ref readonly RestStep? Since(int time, float epsilon)
    {
        int slot = SlotOf(time);
        // Many rows have the same age.
        if (_stepTimes[slot] != Now)
            (_steps[slot], _stepTimes[slot]) = (IsSeriesShort(slot) ? AtOnce(slot, epsilon) : null, Now);
        return ref _steps[slot];
    }

    /// <summary>Returns the same when so much of m has decayed that the moves hardly matter.</summary>
    public RestStep FadedSince(int time, float epsilon) => AtOnce(SlotOf(time), epsilon);

    /// <summary>Returns the event that led to a time.</summary>
    public ref readonly RestEvent At(int time) => ref _events[SlotOf(time)];

    private static double[][] NewSums() => [.. Enumerable.Range(0, Powers).Select(_ => new double[Reach])];

    private bool IsSeriesShort(int slot)
    {
        double sum = _moves[0][slot], mean = Mean(slot);
        double spread = sum == 0 ? 0 : ((_moves[2][slot] / sum) - (mean * mean)) / (mean * mean);
        return Remainder * sum * spread * spread * Math.Sqrt(Math.Max(0, spread)) <= MostError;
    }

    private RestStep AtOnce(int slot, float epsilon)
    {
        double mean = Mean(slot);
        return new RestStep(
            (float)_kept[slot],
            About(mean, _moves, slot),
            (float)_targetKept[slot],
            (float)_targetTaken[slot],
            About(mean, _targetMoves, slot),
            (float)_firstFade[slot],
            (float)_secondFade[slot],
            (float)mean,
            epsilon);
    }

    private double Mean(int slot) => _moves[0][slot] == 0 ? 1 : _moves[1][slot] / _moves[0][slot];

    private static RestMoves About(double mean, double[][] sums, int slot)
    {
        double sum = sums[0][slot];
        if (sum == 0)
            return default;
        double first = sums[1][slot] / sum, second = sums[2][slot] / sum, third = sums[3][slot] / sum, fourth = sums[4][slot] / sum;
        double square = mean * mean;
        return new RestMoves(
            (float)sum,
            (float)(first - mean),
            (float)(second - (2 * mean * first) + square),
            (float)(third - (3 * mean * second) + (3 * square * first) - (square * mean)),
            (float)(fourth - (4 * mean * third) + (6 * square * second) - (4 * square * mean * first) + (square * square)));
    }

    // Nothing has happened since this moment.
    private void Begin()
    {
        int slot = SlotOf(Now);
        _firstFade[slot] = _secondFade[slot] = _rootGain[slot] = _kept[slot] = _targetKept[slot] = 1;
        _targetTaken[slot] = 0;
        for (int power = 0; power < Powers; power++)
            _moves[power][slot] = _targetMoves[power][slot] = 0;
    }

    private void Step(in RestEvent step)
    {
        Scale(_firstFade, step.FirstFade);
        Scale(_secondFade, step.SecondFade);
        Scale(_rootGain, 1 / Math.Sqrt(step.SecondFade));
        Scale(_kept, step.Adam.Decay);
        // RMSProp does not move a weight without a gradient.
        if (step.Adam.Root == 0)
            return;
        Vector<double> rate = new(step.Adam.Rate), root = new(1 / (double)step.Adam.Root), decay = new(step.Adam.Decay);
        Span<Vector<double>> fades = Vectors(_firstFade), gains = Vectors(_rootGain);
        Span<Vector<double>> sums0 = Vectors(_moves[0]), sums1 = Vectors(_moves[1]), sums2 = Vectors(_moves[2]);
        Span<Vector<double>> sums3 = Vectors(_moves[3]), sums4 = Vectors(_moves[4]);
        for (int i = 0; i < fades.Length; i++)
        {
            Vector<double> c = root * gains[i], term = rate * fades[i] * c;
            sums0[i] = (sums0[i] * decay) + term;
            sums1[i] = (sums1[i] * decay) + (term *= c);
            sums2[i] = (sums2[i] * decay) + (term *= c);
            sums3[i] = (sums3[i] * decay) + (term *= c);
            sums4[i] = (sums4[i] * decay) + (term * c);
        }
    }

    private void Blend(double part)
    {
        Mix(_targetTaken, _kept, part);
        Scale(_targetKept, 1 - part);
        for (int power = 0; power < Powers; power++)
            Mix(_targetMoves[power], _moves[power], part);
    }

    private static void Mix(double[] values, double[] others, double part)
    {
        Span<Vector<double>> to = Vectors(values), from = Vectors(others);
        Vector<double> taken = new(part), left = new(1 - part);
        for (int i = 0; i < to.Length; i++)
            to[i] = (to[i] * left) + (from[i] * taken);
    }

    private static void Scale(double[] values, double factor)
    {
        Vector<double> factors = new(factor);
        foreach (ref Vector<double> vector in Vectors(values))
            vector *= factors;
    }

    private static Span<Vector<double>> Vectors(double[] values) => MemoryMarshal.Cast<double, Vector<double>>(values.AsSpan());
}
