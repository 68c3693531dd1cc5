using System.Runtime.InteropServices;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Replay;

/// <summary>Observations whose values are mostly zero: stores the other values with their positions.</summary>
internal sealed class SparseObservations : ObservationStore
{
    /// <summary>The least number of values for which sparse storage is worth the bookkeeping.</summary>
    public const int LeastSize = SparseStates.LeastSize;

    /// <summary>The memory of a row without its values, in bytes.</summary>
    public const int BytesPerRow = sizeof(long) + (2 * sizeof(int));

    // A value costs twice its memory here and about twice its time; below this share it is worthwhile.
    private const double GreatestShare = 0.25;
    // Blocks of values grow with their number up to a limit, so that little memory is unused.
    private const int FirstBlockShift = 10;
    private const int LastBlockShift = 16;
    private readonly int _size;
    private readonly List<(RowStore<int> Places, RowStore<float> Values)> _blocks = [];
    private readonly MappedFile? _file;
    private readonly RowStore<Entry> _rows;
    private long _end;
    private long _blockEnd;

    public SparseObservations(int observationSize, int capacity, MappedFile? file = null)
    {
        _size = observationSize;
        _file = file;
        _rows = new RowStore<Entry>(1, capacity, file);
    }

    public override long MemorySize =>
        _rows.MemorySize + _blocks.Sum(block => block.Places.MemorySize + block.Values.MemorySize);

    /// <summary>Returns the number of values in the first rows.</summary>
    public long ValuesOf(int rows)
    {
        long values = 0;
        for (int row = 0; row < rows; row++)
            values += _rows.First(row).Count;
        return values;
    }

    /// <summary>Returns whether so few values are nonzero that leaving out the others is worthwhile.</summary>
    public bool Pays(int rows) => ValuesOf(rows) <= GreatestShare * rows * _size;

    public override void Reserve(int rows) => _rows.Reserve(rows);

    public override void RequireStorable(ReadOnlySpan<float> observation)
    {
    }

    public override void Write(int row, StateRow observation)
    {
        int count = observation.IsSparse
            ? observation.Values.Length
            : observation.Values.Length - observation.Values.Count(0f);
        ref Entry entry = ref _rows.First(row);
        if (count > entry.Room)
            (entry.Start, entry.Room) = (Take(count), count);
        entry.Count = count;
        Span<int> places = PlacesOf(entry);
        Span<float> values = ValuesOf(entry);
        if (observation.IsSparse)
        {
            observation.Places.CopyTo(places);
            observation.Values.CopyTo(values);
            return;
        }

        for (int place = 0, i = 0; i < count; place++)
        {
            (places[i], values[i]) = (place, observation.Values[place]);
            i += values[i] == 0 ? 0 : 1;
        }
    }

    public override void Prefetch(int row) => _rows.Prefetch(row);

    /// <summary>Prefetches the values of a row, and of those after it, that will be read soon.</summary>
    public void PrefetchValues(int row)
    {
        ref readonly Entry entry = ref _rows.First(row);
        if (entry.Count == 0)
            return;
        (RowStore<int> places, RowStore<float> values) = _blocks[(int)(entry.Start >> 32)];
        Span<int> block = places[0];
        int first = (int)entry.Start, last = Math.Min(first + (2 * entry.Count), block.Length) - 1;
        Kernels.Prefetch.Line(ref block[first]);
        Kernels.Prefetch.Line(ref block[last]);
        Kernels.Prefetch.Line(ref values[0][first]);
        Kernels.Prefetch.Line(ref values[0][last]);
    }

    public override void Read(int row, Span<float> observation) => this[row].CopyTo(observation);

    public override StateRow this[int row]
    {
        get
        {
            ref readonly Entry entry = ref _rows.First(row);
            return new StateRow(_size, PlacesOf(entry), ValuesOf(entry));
        }
    }

    public override bool AreEqual(int row, ObservationStore other, int otherRow)
    {
        StateRow one = this[row], two = other[otherRow];
        return one.Places.SequenceEqual(two.Places) && one.Values.SequenceEqual(two.Values);
    }

    public override void Save(int row, BinaryWriter writer)
    {
        StateRow values = this[row];
        writer.Write(values.Values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.Places));
        writer.Write(MemoryMarshal.AsBytes(values.Values));
    }

    public override void Load(int row, BinaryReader reader)
    {
        int count = reader.ReadInt32();
        if ((uint)count > (uint)_size)
            throw new InvalidDataException($"An observation of {_size} values has {count} nonzero ones.");
        ref Entry entry = ref _rows.First(row);
        entry = new Entry { Start = Take(count), Room = count, Count = count };
        Span<int> places = PlacesOf(entry);
        Span<float> values = ValuesOf(entry);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(places));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values));
        foreach (int place in places)
        {
            if ((uint)place >= (uint)_size)
                throw new InvalidDataException($"An observation of {_size} values has one at position {place}.");
        }
    }

    // The values of one row stay together in one block.
    private long Take(int count)
    {
        if (_end + count > _blockEnd)
        {
            int length = Math.Max(count, 1 << Math.Min(FirstBlockShift + _blocks.Count, LastBlockShift));
            _end = (long)_blocks.Count << 32;
            _blockEnd = _end + length;
            _blocks.Add((NewBlock<int>(length), NewBlock<float>(length)));
        }

        long start = _end;
        _end += count;
        return start;
    }

    private RowStore<T> NewBlock<T>(int length)
        where T : unmanaged
    {
        RowStore<T> block = new(length, 1, _file);
        block.Reserve(1);
        return block;
    }

    private Span<int> PlacesOf(in Entry entry) =>
        entry.Count == 0 ? [] : _blocks[(int)(entry.Start >> 32)].Places[0].Slice((int)entry.Start, entry.Count);

    private Span<float> ValuesOf(in Entry entry) =>
        entry.Count == 0 ? [] : _blocks[(int)(entry.Start >> 32)].Values[0].Slice((int)entry.Start, entry.Count);

    private struct Entry
    {
        public long Start;
        public int Room;
        public int Count;
    }
}
