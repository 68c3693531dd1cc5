using System.Globalization;
using DeepQ.MLNet.Columns;
using DeepQ.Serving;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;
using Microsoft.ML;

namespace DeepQ.MLNet.Transformer;

/// <summary>Rows with the columns that a policy takes.</summary>
internal sealed class ColumnRows : ScoredRows
{
    private readonly DataViewRow _row;
    private readonly ModelPolicy _policy;
    private readonly InputBuffer[] _buffers;

    public ColumnRows(DataViewRow row, PolicySchema schema, ModelPolicy policy, int capacity)
    {
        (_row, _policy) = (row, policy);
        _buffers = [.. policy.Inputs.Zip(
            schema.Inputs, (input, column) => InputBuffer.Create(row, row.Schema[column.Index], input, capacity))];
    }

    protected override InvalidOperationException? ReadState(int index)
    {
        foreach (InputBuffer buffer in _buffers)
        {
            if (buffer.Read(index) is int length)
            {
                return new(
                    $"Row {_row.Position}: column '{buffer.Input.Name}' has {length} values, not {buffer.Input.Width}.");
            }
        }

        return null;
    }

    protected override void Score(int count, PolicyScores scores, ReadOnlySpan<bool> legal) => _policy.Evaluate(
        PolicyRows.FromColumns(_policy, _buffers.ToDictionary(buffer => buffer.Input.Name, buffer => buffer.First(count))),
        scores,
        legal);

    public override InvalidOperationException Unscorable(long position, UnscorableStateException error) => new(
        string.Create(
            CultureInfo.InvariantCulture, $"Row {position} has the Q-value {error.Value} for action {error.Action}; ")
        + "its values are beyond what the policy can score. Replace or filter such rows before the policy.",
        error);
}
