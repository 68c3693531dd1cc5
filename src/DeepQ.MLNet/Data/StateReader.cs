using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet;

/// <summary>Reads a vector column into one array, dense and sparse alike, and lets no value pass that is not finite.</summary>
internal sealed class StateReader(DataViewRowCursor cursor, DataViewSchema.Column column)
{
    private readonly ValueGetter<VBuffer<float>> _getter = cursor.GetGetter<VBuffer<float>>(column);
    private readonly float[] _values = new float[((VectorDataViewType)column.Type).Size];
    private VBuffer<float> _buffer;

    /// <summary>The vector of the current row; the next call overwrites it.</summary>
    public ReadOnlySpan<float> Read()
    {
        _getter(ref _buffer);
        _buffer.CopyTo(_values);
        for (int i = 0; i < _values.Length; i++)
        {
            if (!float.IsFinite(_values[i]))
            {
                throw new ArgumentException(
                    $"Row {cursor.Position} has {_values[i]} at position {i} of '{column.Name}'; every value must be finite.");
            }
        }

        return _values;
    }
}
