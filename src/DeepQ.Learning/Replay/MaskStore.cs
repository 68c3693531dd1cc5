using System.Runtime.InteropServices;

namespace DeepQ.Learning.Replay;

/// <summary>Action masks in numbered rows, one bit per action.</summary>
internal sealed class MaskStore(int actions, int capacity, MappedFile? file)
{
    private const int WordBits = 64;
    private readonly RowStore<ulong> _rows = new((actions + WordBits - 1) / WordBits, capacity, file);

    public long MemorySize => _rows.MemorySize;

    public static int BytesPerRow(int actions) => (actions + WordBits - 1) / WordBits * sizeof(ulong);

    public void Reserve(int rows) => _rows.Reserve(rows);

    /// <summary>Writes a row; an empty mask means that all actions are legal.</summary>
    public void Write(int row, ReadOnlySpan<bool> legal)
    {
        Span<ulong> words = _rows[row];
        words.Fill(legal.IsEmpty ? ulong.MaxValue : 0);
        for (int action = 0; action < legal.Length; action++)
        {
            if (legal[action])
                words[action / WordBits] |= 1ul << (action % WordBits);
        }
    }

    public void Read(int row, Span<bool> legal)
    {
        ReadOnlySpan<ulong> words = _rows[row];
        for (int action = 0; action < legal.Length; action++)
            legal[action] = (words[action / WordBits] >> (action % WordBits) & 1) != 0;
    }

    /// <summary>Returns the memory of a row, to save and load it.</summary>
    public Span<byte> Bytes(int row) => MemoryMarshal.AsBytes(_rows[row]);

    public bool AreEqual(int row, MaskStore other, int otherRow) => _rows[row].SequenceEqual(other._rows[otherRow]);
}
