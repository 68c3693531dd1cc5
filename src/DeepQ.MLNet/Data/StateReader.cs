using DeepQ.Learning.States;
using DeepQ.MLNet.Transformer;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>Reads a dense or sparse vector column and refuses values that cannot be learned from.</summary>
/// <param name="row">The row, which moves with its cursor.</param>
/// <param name="column">The column.</param>
/// <param name="name">The name in errors.</param>
/// <param name="blame">Names the raw columns of the current row from which such a value may come; null without raw columns.</param>
internal sealed class StateReader(DataViewRow row, DataViewSchema.Column column, string name, Func<string>? blame = null)
{
    private readonly ValueGetter<VBuffer<float>> _getter = row.GetGetter<VBuffer<float>>(column);
    private VBuffer<float> _buffer;

    /// <summary>Copies the vector of the current row, sparse if it is sparse in the table.</summary>
    /// <exception cref="ArgumentException">A value is not finite, or beyond <see cref="Magnitude.Greatest"/>, or positions do not ascend.</exception>
    public void Read(StateVector state)
    {
        _getter(ref _buffer);
        ReadOnlySpan<float> values = _buffer.GetValues();
        for (int i = 0; i < values.Length; i++)
        {
            if (Magnitude.Problem(values[i]) is { } problem)
            {
                int position = _buffer.IsDense ? i : _buffer.GetIndices()[i];
                throw new ArgumentException(FormattableString.Invariant(
                    $"Row {row.Position} has {values[i]} at position {position} of '{name}'{SlotNames.Of(column, position)}{blame?.Invoke()}; every value must be {problem}"));
            }
        }

        if (_buffer.IsDense || state.Size < SparseStates.LeastSize)
        {
            _buffer.CopyTo(state.Dense());
            return;
        }

        try
        {
            state.SetSparse(_buffer.GetIndices(), values);
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"Row {row.Position} has a damaged vector in '{name}'. {error.Message}", error);
        }
    }
}
