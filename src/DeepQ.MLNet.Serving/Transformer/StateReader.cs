using System.Globalization;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Transformer;

/// <summary>Reads the state of the current row of a cursor.</summary>
internal sealed class StateReader(DataViewRow row, DataViewSchema.Column column)
{
    private readonly ValueGetter<VBuffer<float>> _getter = row.GetGetter<VBuffer<float>>(column);
    private VBuffer<float> _value;

    /// <summary>Copies the state.</summary>
    /// <returns>Null, or the error of the state, for which an action would be meaningless.</returns>
    public InvalidOperationException? Read(Span<float> state)
    {
        _getter(ref _value);
        if (_value.Length != state.Length)
        {
            return new(
                $"Row {row.Position}: column '{column.Name}' has {_value.Length} values, not {state.Length}.");
        }

        _value.CopyTo(state);
        int slot = FiniteValues.FirstNonFinite(state);
        return slot < 0 ? null : new(string.Create(
            CultureInfo.InvariantCulture,
            $"Row {row.Position}: column '{column.Name}' has {state[slot]} in slot {slot}{SlotNames.Of(column, slot)}; ")
            + "a policy needs finite values. Replace or filter such rows before the policy.");
    }

    /// <summary>Creates the error of a row whose state the policy cannot score.</summary>
    public InvalidOperationException Unscorable(long position, UnscorableStateException error) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"Row {position}: the state in column '{column.Name}' has the Q-value {error.Value} for action {error.Action}; ")
        + "its values are beyond what the policy can score. Replace or filter such rows before the policy.",
        error);
}
