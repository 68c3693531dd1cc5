using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet;

/// <summary>Reads a vector column, dense and sparse alike, and lets no value pass that cannot be learned from.</summary>
/// <param name="row">The row, which moves with its cursor.</param>
/// <param name="column">The column.</param>
/// <param name="name">What errors call it.</param>
/// <param name="blame">Says of the current row which raw columns such a value may come from; null where there are none.</param>
internal sealed class StateReader(DataViewRow row, DataViewSchema.Column column, string name, Func<string>? blame = null)
{
    private readonly ValueGetter<VBuffer<float>> _getter = row.GetGetter<VBuffer<float>>(column);
    private VBuffer<float> _buffer;

    /// <summary>Copies the vector of the current row.</summary>
    /// <exception cref="ArgumentException">A value is not finite, or beyond <see cref="Magnitude.Greatest"/>.</exception>
    public void Read(float[] values)
    {
        _getter(ref _buffer);
        _buffer.CopyTo(values);
        for (int i = 0; i < values.Length; i++)
        {
            if (Magnitude.Problem(values[i]) is { } problem)
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Row {row.Position} has {values[i]} at position {i} of '{name}'{SlotNames.Of(column, i)}{blame?.Invoke()}; every value must be {problem}"));
            }
        }
    }
}
