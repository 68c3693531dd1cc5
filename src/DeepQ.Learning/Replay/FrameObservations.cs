using System.Runtime.InteropServices;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Replay;

/// <summary>
/// Observations of several frames, most of which other observations share, stored as the numbers of their frames.
/// </summary>
/// <remarks>
/// Frames are compared before one is shared, so that an observation is always restored exactly, whatever the
/// environment returned. A frame stays as long as an observation uses it, in whatever order they are removed.
/// </remarks>
/// <param name="frames">The store of the frames.</param>
/// <param name="count">The number of frames of an observation.</param>
/// <param name="capacity">The expected number of rows.</param>
/// <param name="file">The file of the numbers; null for memory.</param>
internal sealed class FrameObservations(FramePool frames, int count, int capacity, MappedFile? file) : ObservationStore
{
    // Zero where nothing was written.
    private readonly RowStore<int> _rows = new(count, capacity, file);

    public override long MemorySize => _rows.MemorySize;

    public override void Reserve(int rows)
    {
        _rows.Reserve(rows);
        frames.Reserve(rows);
    }

    public override void RequireStorable(ReadOnlySpan<float> observation) => frames.RequireStorable(observation);

    public override void Write(int row, StateRow observation) => Write(row, observation, this, row);

    public override void Write(int row, StateRow observation, ObservationStore near, int nearRow)
    {
        ReadOnlySpan<float> values = observation.IsSparse ? observation.ToArray() : observation.Values;
        Release(row);
        Span<int> shown = _rows[row];
        ReadOnlySpan<int> known = ((FrameObservations)near)._rows[nearRow];
        for (int i = 0; i < count; i++)
        {
            // The same frame one step later; the frame itself; the first one of an episode, which fills all places.
            ReadOnlySpan<int> candidates = [i + 1 < count ? known[i + 1] : 0, known[i], i > 0 ? shown[i - 1] : 0];
            shown[i] = frames.Add(values.Slice(i * frames.FrameSize, frames.FrameSize), candidates);
        }
    }

    public override void Release(int row)
    {
        foreach (ref int frame in _rows[row])
        {
            if (frame != 0)
                frames.Release(frame);
            frame = 0;
        }
    }

    public override void Prefetch(int row) => _rows.Prefetch(row);

    public override void Read(int row, Span<float> observation)
    {
        ReadOnlySpan<int> shown = _rows[row];
        for (int i = 0; i < shown.Length; i++)
            frames.Read(shown[i], observation.Slice(i * frames.FrameSize, frames.FrameSize));
    }

    public override StateRow this[int row] => throw new NotSupportedException("Frames can be read but not viewed as floats.");

    public override void Save(int row, BinaryWriter writer) => writer.Write(MemoryMarshal.AsBytes(_rows[row]));

    public override void Load(int row, BinaryReader reader)
    {
        Span<int> shown = _rows[row];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(shown));
        foreach (int frame in shown)
        {
            // A released row has no frames.
            if (frame != 0)
                frames.Use(frame);
        }
    }

    public override bool AreEqual(int row, ObservationStore other, int otherRow)
    {
        ReadOnlySpan<int> one = _rows[row], two = ((FrameObservations)other)._rows[otherRow];
        for (int i = 0; i < one.Length; i++)
        {
            if (!frames.AreEqual(one[i], two[i]))
                return false;
        }

        return true;
    }
}
