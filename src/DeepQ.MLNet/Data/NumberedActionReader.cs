using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet;

/// <summary>Reads actions from keys and whole numbers.</summary>
internal sealed class NumberedActionReader : ActionReader
{
    private const int MostUnnamed = 10_000;
    private readonly DataViewRow _row;
    private readonly DataViewSchema.Column _column;
    private readonly Func<long> _read;
    private readonly IReadOnlyList<string>? _names;
    private readonly int[]? _numbers;
    private long _greatest = -1;

    /// <param name="row">The row, which moves with its cursor.</param>
    /// <param name="column">The column.</param>
    /// <param name="names">The name of each number; null to count the numbers that are read.</param>
    /// <param name="order">The names in another order; null to keep the numbers.</param>
    public NumberedActionReader(
        DataViewRow row,
        DataViewSchema.Column column,
        IReadOnlyList<string>? names,
        IReadOnlyList<string>? order = null)
    {
        (_row, _column, _names) = (row, column, order ?? names);
        _read = WholeNumbers.Reader(row, column);
        if (order is not null)
            _numbers = [.. names!.Select(name => order.ToList().IndexOf(name))];
    }

    public override int? Count => _names?.Count;

    public override int Read()
    {
        long action = _read();
        if (action < 0 && _column.Type is KeyDataViewType)
            throw new ArgumentException($"Row {_row.Position} has no action: the key in '{_column.Name}' is missing.");
        int limit = _numbers?.Length ?? _names?.Count ?? MostUnnamed;
        if (action < 0 || action >= limit)
        {
            string advice = _names is null && action > 0
                ? " Numbers that do not count actions become keys by MapValueToKey."
                : "";
            throw new ArgumentException(
                $"Row {_row.Position} has the action {action} in '{_column.Name}'; it must be from 0 to " +
                $"{limit - 1}.{advice}");
        }

        _greatest = Math.Max(_greatest, action);
        if (_numbers is null)
            return (int)action;
        return _numbers[action] >= 0 ? _numbers[action] : throw new ArgumentException(
            $"Row {_row.Position} has an action in '{_column.Name}' that ActionNames lacks: key {action + 1}. " +
            $"ActionNames has {string.Join(", ", _names!)}.");
    }

    public override (IReadOnlyList<string> Names, int[]? NewNumbers) Finish() =>
        (_names ?? Numbers((int)_greatest + 1), null);
}
