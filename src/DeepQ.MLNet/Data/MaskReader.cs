using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>Reads action masks.</summary>
internal sealed class MaskReader(DataViewRow row, DataViewSchema.Column column)
{
    private readonly ValueGetter<VBuffer<bool>> _getter = row.GetGetter<VBuffer<bool>>(column);
    private VBuffer<bool> _buffer;

    /// <summary>Copies the mask of the current row.</summary>
    /// <exception cref="ArgumentException">No action is legal.</exception>
    public void Read(bool[] legal)
    {
        _getter(ref _buffer);
        _buffer.CopyTo(legal);
        if (!legal.Contains(true))
        {
            throw new ArgumentException(
                $"Row {row.Position} has no legal action in '{column.Name}'; a state without one must be terminal.");
        }
    }
}
