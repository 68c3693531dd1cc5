using Microsoft.ML;

namespace DeepQ.MLNet.Data;

/// <summary>Reads actions from text.</summary>
/// <remarks>
/// Actions that are not named in advance are sorted by name, ordinally, so that the order of rows does not matter.
/// </remarks>
internal sealed class TextActionReader(
    DataViewRow row, DataViewSchema.Column column, IReadOnlyList<string>? names) : ActionReader
{
    private readonly ValueGetter<ReadOnlyMemory<char>> _getter = row.GetGetter<ReadOnlyMemory<char>>(column);
    private readonly Dictionary<string, int> _numbers =
        (names ?? []).Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);

    private ReadOnlyMemory<char> _text;

    public override int? Count => names?.Count;

    public override int Read()
    {
        _getter(ref _text);
        if (_text.Span.IsWhiteSpace())
            return -1;
        var numbers = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (numbers.TryGetValue(_text.Span, out int action))
            return action;
        if (names is not null)
        {
            throw new ArgumentException(
                $"Row {row.Position} has the action '{_text}' in '{column.Name}', which is not one of the actions: " +
                $"{string.Join(", ", names)}. These are the names in ActionNames, or those of the training to continue.");
        }

        action = _numbers.Count;
        _numbers.Add(_text.ToString(), action);
        return action;
    }

    public override ArgumentException Missing() =>
        new($"Row {row.Position} has no action: the text in '{column.Name}' is empty.");

    public override (IReadOnlyList<string> Names, int[]? NewNumbers) Finish()
    {
        if (names is not null)
            return (names, null);

        string[] sorted = [.. _numbers.Keys.Order(StringComparer.Ordinal)];
        int[] newNumbers = new int[sorted.Length];
        foreach ((int number, string name) in sorted.Index())
            newNumbers[_numbers[name]] = number;
        return (sorted, newNumbers);
    }
}
