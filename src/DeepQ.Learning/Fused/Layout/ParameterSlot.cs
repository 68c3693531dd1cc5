using DeepQ.Learning.Checkpoints;

namespace DeepQ.Learning.Fused.Layout;

/// <summary>Where a parameter of the module is in flat memory.</summary>
/// <param name="Start">Where its first row begins.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of values of a row.</param>
/// <param name="Stride">The distance between two rows.</param>
/// <param name="IsByInput">Whether it is kept by <see cref="Steps.InputWeights"/> instead, from the output <paramref name="Start"/> on.</param>
internal readonly record struct ParameterSlot(int Start, int Rows, int Columns, int Stride, bool IsByInput = false)
{
    /// <summary>Copies the parameter from the module's memory, without padding, to flat memory.</summary>
    public void CopyToFlat(ReadOnlySpan<float> values, Span<float> flat)
    {
        for (int row = 0; row < Rows; row++)
            values.Slice(row * Columns, Columns).CopyTo(flat[(Start + (row * Stride))..]);
    }

    /// <summary>Whether flat memory holds the parameter as the module's memory does.</summary>
    public bool IsEqual(ReadOnlySpan<float> values, ReadOnlySpan<float> flat)
    {
        for (int row = 0; row < Rows; row++)
        {
            if (!values.Slice(row * Columns, Columns).SequenceEqual(flat.Slice(Start + (row * Stride), Columns)))
                return false;
        }

        return true;
    }

    /// <summary>Copies the parameter from flat memory to the module's.</summary>
    public void CopyFromFlat(ReadOnlySpan<float> flat, Span<float> values)
    {
        for (int row = 0; row < Rows; row++)
            flat.Slice(Start + (row * Stride), Columns).CopyTo(values[(row * Columns)..]);
    }

    /// <summary>Writes the values without padding.</summary>
    public void Save(ReadOnlySpan<float> flat, BinaryWriter writer)
    {
        for (int row = 0; row < Rows; row++)
            writer.WriteValues(flat.Slice(Start + (row * Stride), Columns));
    }

    /// <summary>Reads what <see cref="Save"/>, or a tensor of the same shape, wrote.</summary>
    public void Load(Span<float> flat, BinaryReader reader)
    {
        for (int row = 0; row < Rows; row++)
            reader.ReadValues(flat.Slice(Start + (row * Stride), Columns));
    }
}
