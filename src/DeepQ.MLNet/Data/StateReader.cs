using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet;

/// <summary>Reads a vector column, dense and sparse alike, and lets no value pass that is not finite.</summary>
/// <param name="row">The row, which moves with its cursor.</param>
/// <param name="column">The column.</param>
/// <param name="name">What errors call it.</param>
internal sealed class StateReader(DataViewRow row, DataViewSchema.Column column, string name)
{
    private readonly ValueGetter<VBuffer<float>> _getter = row.GetGetter<VBuffer<float>>(column);
    private VBuffer<float> _buffer;

    /// <summary>Copies the vector of the current row.</summary>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    public void Read(float[] values)
    {
        _getter(ref _buffer);
        _buffer.CopyTo(values);
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new ArgumentException(
                    $"Row {row.Position} has {values[i]} at position {i} of '{name}'; every value must be finite.");
            }
        }
    }
}
