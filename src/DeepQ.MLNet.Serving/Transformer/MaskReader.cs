using DeepQ.Onnx.Policies;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Transformer;

/// <summary>Reads the legal actions of the current row of a cursor.</summary>
internal sealed class MaskReader
{
    private readonly DataViewRow _row;
    private readonly ValueGetter<VBuffer<bool>> _getter;
    private readonly bool[] _masks;
    private readonly int _actions;
    private VBuffer<bool> _value;

    /// <summary>Allocates the masks of several rows.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column with the masks.</param>
    /// <param name="actions">The number of actions.</param>
    /// <param name="capacity">The greatest number of rows in one run.</param>
    public MaskReader(DataViewRow row, DataViewSchema.Column column, int actions, int capacity)
    {
        (_row, _actions, _masks) = (row, actions, new bool[capacity * actions]);
        _getter = row.GetGetter<VBuffer<bool>>(column);
    }

    /// <summary>Stores the mask of the current row.</summary>
    /// <param name="index">Its position in the run.</param>
    /// <returns>Null, or the error of the mask.</returns>
    public InvalidOperationException? Read(int index)
    {
        _getter(ref _value);
        if (_value.Length != _actions)
            return Problem($"has {_value.Length} values, not {_actions}");
        Span<bool> mask = _masks.AsSpan(index * _actions, _actions);
        _value.CopyTo(mask);
        return mask.Contains(true) ? null : Problem("has no legal action");
    }

    /// <summary>Returns the masks of the first rows.</summary>
    public ReadOnlySpan<bool> First(int count) => _masks.AsSpan(0, count * _actions);

    private InvalidOperationException Problem(string what) =>
        new($"Row {_row.Position}: column '{PolicyGraph.MaskName}' {what}.");
}
