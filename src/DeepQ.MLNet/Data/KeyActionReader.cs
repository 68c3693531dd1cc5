using Microsoft.ML;

namespace DeepQ.MLNet.Data;

/// <summary>Reads actions from keys with names.</summary>
internal sealed class KeyActionReader : ActionReader
{
    private readonly DataViewRow _row;
    private readonly DataViewSchema.Column _column;
    private readonly Func<Int128> _read;
    private readonly IReadOnlyList<string> _keys;
    private readonly IReadOnlyList<string> _names;
    private readonly int[] _numbers;

    /// <param name="row">The row, which moves with its cursor.</param>
    /// <param name="column">The column.</param>
    /// <param name="keys">The name of each key.</param>
    /// <param name="order">All actions in order; null for the order of the keys.</param>
    public KeyActionReader(
        DataViewRow row, DataViewSchema.Column column, IReadOnlyList<string> keys, IReadOnlyList<string>? order)
    {
        (_row, _column, _keys, _names) = (row, column, keys, order ?? keys);
        _read = IntegerColumns.Reader(row, column);
        Dictionary<string, int> numbers = _names.Index().ToDictionary(name => name.Item, name => name.Index);
        _numbers = [.. keys.Select(key => numbers.GetValueOrDefault(key, -1))];
    }

    public override int? Count => _names.Count;

    public override int Read()
    {
        // The key 0 means missing and reads as −1.
        Int128 key = _read();
        if (key < 0)
            return -1;
        if (key >= _numbers.Length)
        {
            throw new ArgumentException(
                $"Row {_row.Position} has key {key + 1} in '{_column.Name}', but there are {_numbers.Length} actions.");
        }

        int action = _numbers[(int)key];
        return action >= 0 ? action : throw new ArgumentException(
            $"Row {_row.Position} has the action '{_keys[(int)key]}' in '{_column.Name}', which is not one of the actions: " +
            $"{string.Join(", ", _names)}. These are the names in ActionNames, or those of the training to continue.");
    }

    public override ArgumentException Missing() =>
        new($"Row {_row.Position} has no action: the key in '{_column.Name}' is missing.");

    public override (IReadOnlyList<string> Names, int[]? NewNumbers) Finish() => (_names, null);
}
