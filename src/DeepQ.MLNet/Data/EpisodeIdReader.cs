using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>Reads the episode id of a row.</summary>
internal sealed class EpisodeIdReader
{
    private readonly DataViewRow _row;
    private readonly string _name;
    private readonly ValueGetter<ReadOnlyMemory<char>>? _text;
    private readonly Func<Int128>? _number;
    private readonly char[] _digits = new char[20];
    private readonly bool _isKey;
    private ReadOnlyMemory<char> _value;

    public EpisodeIdReader(DataViewRow row, DataViewSchema.Column column)
    {
        (_row, _name, _isKey) = (row, column.Name, column.Type is KeyDataViewType);
        if (column.Type is TextDataViewType)
            _text = row.GetGetter<ReadOnlyMemory<char>>(column);
        else
            _number = IntegerColumns.Reader(row, column);
    }

    /// <summary>Returns the episode id of the current row; the next call overwrites it.</summary>
    /// <exception cref="ArgumentException">The row has no id.</exception>
    public ReadOnlySpan<char> Read()
    {
        if (_text is not null)
        {
            _text(ref _value);
            return _value.IsEmpty ? throw Missing() : _value.Span;
        }

        Int128 number = _number!();
        if (_isKey && number < 0)
            throw Missing();
        number.TryFormat(_digits, out int length, provider: CultureInfo.InvariantCulture);
        return _digits.AsSpan(0, length);
    }

    private ArgumentException Missing() => new($"Row {_row.Position} has no episode in '{_name}'; every row needs " +
        "one.");
}
