namespace DeepQ.Learning.Replay;

/// <summary>Allocates row numbers, released ones first.</summary>
internal sealed class RowAllocator
{
    private readonly Stack<int> _free = new();

    /// <summary>The greatest number in use so far, plus one.</summary>
    public int End { get; private set; }

    public long MemorySize => (long)sizeof(int) * _free.Capacity;

    public void Save(BinaryWriter writer)
    {
        writer.Write(End);
        writer.Write(_free.Count);
        foreach (int row in _free.Reverse())
            writer.Write(row);
    }

    public void Load(BinaryReader reader)
    {
        End = reader.ReadInt32();
        _free.Clear();
        for (int rest = reader.ReadInt32(); rest > 0; rest--)
            _free.Push(reader.ReadInt32());
    }

    public int Take() => _free.TryPop(out int row) ? row : End++;

    public void GiveBack(int row) => _free.Push(row);
}
