namespace DeepQ.Learning;

/// <summary>Observations in one array that grows, addressed by numbers that are used again once given back.</summary>
internal sealed class ObservationPool(int observationSize)
{
    private readonly Stack<int> _free = new();
    private float[] _values = [];
    private int _used;

    public long MemorySize => (sizeof(float) * _values.LongLength) + ((long)sizeof(int) * _free.Capacity);

    public ReadOnlySpan<float> this[int number] => _values.AsSpan(number * observationSize, observationSize);

    public int Add(ReadOnlySpan<float> observation)
    {
        if (!_free.TryPop(out int number))
        {
            number = _used++;
            if (_values.Length < _used * observationSize)
                Array.Resize(ref _values, Math.Max(2 * _values.Length, 16 * observationSize));
        }

        observation.CopyTo(_values.AsSpan(number * observationSize));
        return number;
    }

    public void Remove(int number) => _free.Push(number);
}
