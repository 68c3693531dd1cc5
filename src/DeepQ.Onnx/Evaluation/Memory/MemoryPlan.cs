using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Evaluation.Memory;

/// <summary>
/// Assigns values to places in the memory of a run; two that are not alive at once may share a place.
/// </summary>
internal sealed class MemoryPlan
{
    /// <summary>The bytes of a cache line, to which every value is aligned.</summary>
    public const int Line = 64;

    private const int MostStates = 256;
    private const int CacheBytes = 256 << 10;

    private readonly IReadOnlyList<LiveValue> _values;
    private readonly List<int> _texts = [];

    /// <summary>Plans values in the order in which they become alive.</summary>
    /// <exception cref="PolicyFormatException">One state alone takes more than an array can hold.</exception>
    public MemoryPlan(IReadOnlyList<LiveValue> values)
    {
        _values = values;
        // As many states as fit in a near cache: more would be slower, not faster.
        long peak = Peak();
        Capacity = (int)Math.Clamp(CacheBytes / Math.Max(1, peak), 1, MostStates);
        Bytes = (int)PlaceAll();
    }

    /// <summary>The greatest number of states in a run.</summary>
    public int Capacity { get; }

    /// <summary>The bytes of all values except text.</summary>
    public int Bytes { get; }

    /// <summary>Allocates the memory of one run at a time.</summary>
    public RunMemory NewMemory() => new(Bytes, _texts);

    private long Peak()
    {
        long[] change = new long[_values.Max(value => value.Last) + 3];
        foreach (LiveValue value in _values)
        {
            change[value.First + 1] += value.Storage.BytesFor(1);
            change[value.Last + 2] -= value.Storage.BytesFor(1);
        }

        (long sum, long peak) = (0, 0);
        foreach (long step in change)
            peak = Math.Max(peak, sum += step);
        return peak;
    }

    private long PlaceAll()
    {
        // The values that are alive, by their place.
        List<(long Place, long End, int Last)> alive = [];
        long most = 0;
        foreach (LiveValue value in _values)
        {
            if (value.Storage.Type == OnnxElementType.Text)
            {
                value.Storage.Place = _texts.Count;
                _texts.Add(checked(value.Storage.Count * (value.Storage.Batched ? Capacity : 1)));
                continue;
            }

            alive.RemoveAll(other => other.Last < value.First);
            long size = (value.Storage.BytesFor(Capacity) + Line - 1) / Line * Line, place = 0;
            int at = 0;
            for (; at < alive.Count && alive[at].Place < place + size; at++)
                place = Math.Max(place, alive[at].End);
            alive.Insert(at, (place, place + size, value.Last));
            most = Math.Max(most, place + size);
            if (most > Array.MaxLength - Line)
                throw new PolicyFormatException($"A run of the model needs {most} bytes for one state, more than an array can have.");
            value.Storage.Place = (int)place;
        }

        return most;
    }
}
