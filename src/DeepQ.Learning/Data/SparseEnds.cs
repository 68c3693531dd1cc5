using DeepQ.Learning.States;

namespace DeepQ.Learning.Data;

/// <summary>
/// Finds out whether some value distinguishes the last states of episodes from all others when states are sparse: the
/// question of <see cref="MissingClock"/>, answered from one pass over the nonzero values.
/// </summary>
/// <param name="size">The number of values of a state.</param>
internal sealed class SparseEnds(int size)
{
    private readonly HashSet<float>?[] _seen = new HashSet<float>?[size];
    private readonly Range[] _last = NewRanges(size);
    private readonly Range[] _others = NewRanges(size);
    // The number of values of other states that are among those of the last ones.
    private readonly int[] _shared = new int[size];
    private int _lastCount;
    private int _otherCount;

    /// <summary>Adds the last state of an episode; all of these come first.</summary>
    public void AddLast(StateRow state)
    {
        _lastCount++;
        for (int i = 0; i < state.Values.Length; i++)
        {
            int place = state.Places[i];
            _last[place].Add(state.Values[i]);
            (_seen[place] ??= []).Add(state.Values[i]);
        }
    }

    /// <summary>Adds another state.</summary>
    public void AddOther(StateRow state)
    {
        _otherCount++;
        for (int i = 0; i < state.Values.Length; i++)
        {
            int place = state.Places[i];
            _others[place].Add(state.Values[i]);
            _shared[place] += _seen[place]?.Contains(state.Values[i]) == true ? 1 : 0;
        }
    }

    /// <summary>
    /// Returns whether the last states differ from all others in a value, or share one that hardly any other has.
    /// </summary>
    /// <param name="nearly">The share of the others that counts as nearly all.</param>
    public bool AreTold(double nearly) => Enumerable.Range(0, size).Any(place => IsTold(place, nearly));

    private bool IsTold(int place, double nearly)
    {
        (Range last, Range others) = (_last[place], _others[place]);
        bool endsInZero = last.Count < _lastCount;
        int seen = (_seen[place]?.Count ?? 0) + (endsInZero ? 1 : 0);
        int shared = _shared[place] + (endsInZero ? _otherCount - others.Count : 0);
        last.AddZeros(_lastCount);
        others.AddZeros(_otherCount);
        return last.Least > others.Greatest || last.Greatest < others.Least ||
            (seen < _lastCount / 2 && shared < (1 - nearly) * _otherCount);
    }

    private static Range[] NewRanges(int size)
    {
        Range[] ranges = new Range[size];
        Array.Fill(ranges, new Range { Least = float.PositiveInfinity, Greatest = float.NegativeInfinity });
        return ranges;
    }

    private struct Range
    {
        public float Least;
        public float Greatest;
        public int Count;

        public void Add(float value) =>
            (Least, Greatest, Count) = (Math.Min(Least, value), Math.Max(Greatest, value), Count + 1);

        public void AddZeros(int count)
        {
            if (Count < count)
                Add(0);
        }
    }
}
