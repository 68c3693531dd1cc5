using DeepQ.Learning.Checkpoints;

namespace DeepQ.Learning.Fused.Layout;

/// <summary>The position of a module's parameter in flat memory.</summary>
/// <param name="Start">The start of its first row.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of values of a row.</param>
/// <param name="Stride">The distance between two rows.</param>
/// <param name="IsByInput">Whether it is kept by <see cref="Steps.InputWeights"/> instead, from the output <paramref name="Start"/> on.</param>
internal readonly record struct ParameterSlot(int Start, int Rows, int Columns, int Stride, bool IsByInput = false)
{
    /// <summary>
    /// The number of channels of each row. The module stores one channel after the other, each with all its places;
    /// flat memory stores one place after the other, each with all its channels. 1 if the rows are the same.
    /// </summary>
    public int Channels { get; init; } = 1;

    /// <summary>The distance between two places of a row in flat memory.</summary>
    public int PlaceStride { get; init; } = 1;

    private bool IsSame => Channels == 1 && PlaceStride == 1;

    private int Places => Columns / Channels;

    /// <summary>Returns the position in flat memory of a value of the module.</summary>
    /// <param name="index">The index in the module's memory.</param>
    public int PlaceOf(int index)
    {
        (int row, int column) = Math.DivRem(index, Columns);
        (int channel, int place) = Math.DivRem(column, Places);
        return Start + (row * Stride) + (IsSame ? column : (place * PlaceStride) + channel);
    }

    /// <summary>Copies the parameter from the module's memory, without padding, to flat memory.</summary>
    public void CopyToFlat(ReadOnlySpan<float> values, Span<float> flat)
    {
        for (int row = 0; row < Rows; row++)
            RowToFlat(values.Slice(row * Columns, Columns), flat[(Start + (row * Stride))..]);
    }

    /// <summary>Whether flat memory holds the parameter as the module's memory does.</summary>
    public bool IsEqual(ReadOnlySpan<float> values, ReadOnlySpan<float> flat)
    {
        float[] own = IsSame ? [] : new float[Columns];
        for (int row = 0; row < Rows; row++)
        {
            if (!values.Slice(row * Columns, Columns).SequenceEqual(Row(row, flat, own)))
                return false;
        }

        return true;
    }

    /// <summary>Copies the parameter from flat memory to the module's.</summary>
    public void CopyFromFlat(ReadOnlySpan<float> flat, Span<float> values)
    {
        for (int row = 0; row < Rows; row++)
            RowFromFlat(flat[(Start + (row * Stride))..], values.Slice(row * Columns, Columns));
    }

    /// <summary>Writes the values without padding.</summary>
    public void Save(ReadOnlySpan<float> flat, BinaryWriter writer)
    {
        float[] own = IsSame ? [] : new float[Columns];
        for (int row = 0; row < Rows; row++)
            writer.WriteValues(Row(row, flat, own));
    }

    /// <summary>Reads what <see cref="Save"/>, or a tensor of the same shape, wrote.</summary>
    public void Load(Span<float> flat, BinaryReader reader)
    {
        float[] own = new float[Columns];
        for (int row = 0; row < Rows; row++)
        {
            reader.ReadValues(own.AsSpan());
            RowToFlat(own, flat[(Start + (row * Stride))..]);
        }
    }

    // The row as the module stores it.
    private ReadOnlySpan<float> Row(int row, ReadOnlySpan<float> flat, float[] own)
    {
        ReadOnlySpan<float> values = flat[(Start + (row * Stride))..];
        if (IsSame)
            return values[..Columns];
        RowFromFlat(values, own);
        return own;
    }

    private void RowToFlat(ReadOnlySpan<float> values, Span<float> flat)
    {
        if (IsSame)
        {
            values.CopyTo(flat);
            return;
        }

        for (int place = 0; place < Places; place++)
        {
            for (int channel = 0; channel < Channels; channel++)
                flat[(place * PlaceStride) + channel] = values[(channel * Places) + place];
        }
    }

    private void RowFromFlat(ReadOnlySpan<float> flat, Span<float> values)
    {
        if (IsSame)
        {
            flat[..Columns].CopyTo(values);
            return;
        }

        for (int place = 0; place < Places; place++)
        {
            for (int channel = 0; channel < Channels; channel++)
                values[(channel * Places) + place] = flat[(place * PlaceStride) + channel];
        }
    }
}
