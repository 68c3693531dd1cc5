namespace DeepQ.Learning;

/// <summary>The least and the greatest value at each position of the observations of a table.</summary>
internal sealed class ObservationBounds
{
    private readonly float[] _low;
    private readonly float[] _high;

    public ObservationBounds(int size)
    {
        _low = new float[size];
        _high = new float[size];
        Array.Fill(_low, float.PositiveInfinity);
        Array.Fill(_high, float.NegativeInfinity);
    }

    public void Include(ReadOnlySpan<float> observation)
    {
        for (int i = 0; i < observation.Length; i++)
        {
            _low[i] = Math.Min(_low[i], observation[i]);
            _high[i] = Math.Max(_high[i], observation[i]);
        }
    }

    public BoxSpace ToSpace() => new([_low.Length], _low, _high);
}
