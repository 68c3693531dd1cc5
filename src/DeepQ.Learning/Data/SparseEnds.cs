using DeepQ.Learning.States;

namespace DeepQ.Learning.Data;

/// <summary>
/// Whether some value tells the last states of episodes from all others, where states are sparse: what <see cref="MissingClock"/>
/// asks of each column, from one pass over the values that are not zero.
/// </summary>
/// <param name="size">The number of values of a state.</param>
internal sealed class SparseEnds(int size)
{
    private readonly HashSet<float>?[] _seen = new HashSet<float>?[size];
    private readonly Range[] _last = NewRanges(size);
    private readonly Range[] _others = NewRanges(size);
    // How many values of the others are among those of the last ones.
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
    /// Whether the last states lie apart from all others in a value, or share one that hardly any other has.
    /// </summary>
    /// <param name="nearly">The part of the others that nearly all are.</param>
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
