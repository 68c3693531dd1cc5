using System.Globalization;
using Microsoft.ML;

namespace DeepQ.MLNet.Data;

/// <summary>Reads actions from integers.</summary>
/// <remarks>
/// A number counts the actions from 0. If all action names are integers, a number means the action of that name, so
/// that codes have the same meaning as keys, as text and as numbers.
/// </remarks>
internal sealed class NumberedActionReader : ActionReader
{
    private readonly DataViewRow _row;
    private readonly DataViewSchema.Column _column;
    private readonly Func<Int128> _read;
    private readonly IReadOnlyList<string>? _names;
    private readonly Dictionary<Int128, int>? _codes;
    private int _greatest = -1;

    /// <param name="row">The row, which moves with its cursor.</param>
    /// <param name="column">The column.</param>
    /// <param name="names">All actions in order; null to number them by what is read.</param>
    public NumberedActionReader(DataViewRow row, DataViewSchema.Column column, IReadOnlyList<string>? names)
    {
        (_row, _column, _names) = (row, column, names);
        _read = IntegerColumns.Reader(row, column);
        _codes = names is null ? null : Codes(names);
    }

    public override int? Count => _names?.Count;

    public override int Read()
    {
        Int128 number = _read();
        if (_codes is not null && _codes.TryGetValue(number, out int action))
            return action;
        if (number == -1)
            return -1;
        int limit = _names?.Count ?? MostActions;
        if (_codes is not null || number < 0 || number >= limit)
            throw Unknown(number, limit);
        _greatest = Math.Max(_greatest, (int)number);
        return (int)number;
    }

    public override ArgumentException Missing() => Unknown(-1, _names?.Count ?? MostActions);

    public override (IReadOnlyList<string> Names, int[]? NewNumbers) Finish() =>
        (_names ?? Numbers(_greatest + 1), null);

    private ArgumentException Unknown(Int128 number, int limit)
    {
        string rule = _codes is null ? $"from 0 to {limit - 1}" : $"one of {string.Join(", ", _names!)}";
        string advice = _names is null && number > 0
            ? " Convert other numbers to keys with MapValueToKey."
            : "";
        return new($"Row {_row.Position} has the action {number} in '{_column.Name}'; it must be {rule}.{advice}");
    }

    private static Dictionary<Int128, int>? Codes(IReadOnlyList<string> names)
    {
        Dictionary<Int128, int> codes = [];
        foreach ((int action, string name) in names.Index())
        {
            if (!Int128.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 code) ||
                !codes.TryAdd(code, action))
            {
                return null;
            }
        }

        return codes;
    }
}
