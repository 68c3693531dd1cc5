using System.Collections;
using System.Text.Json;

namespace DeepQ.Serving.Inputs;

/// <inheritdoc/>
internal sealed class RowColumn<T>(
    PolicyInput input, T[] values, RowValue<T> convert)
    : RowColumn(input)
{
    private readonly int _width = input.Width;

    /// <summary>The values of all rows.</summary>
    public T[] Typed => values;

    public override Array Values => values;

    public override string? Set(int row, object? value)
    {
        Span<T> target = values.AsSpan(row * _width, _width);
        switch (value)
        {
            case null:
                return $"is null; it must be {Input.Description}.";
            case T[] many when many.Length == _width:
                many.CopyTo(target);
                return null;
            case JsonElement { ValueKind: JsonValueKind.Array } array:
                return SetAll(target, array.EnumerateArray());
            case IEnumerable many and not string:
                return SetAll(target, many);
            default:
                return _width == 1 && convert(value, out target[0]) ? null : Wrong(value);
        }
    }

    public override RowColumn Join(IReadOnlyList<RowColumn> parts) =>
        new RowColumn<T>(Input, [.. parts.SelectMany(part => ((RowColumn<T>)part).Typed)], convert);

    private string? SetAll(Span<T> target, IEnumerable many)
    {
        int count = 0;
        foreach (object? item in many)
        {
            if (count < _width && (item is null || !convert(item, out target[count])))
                return $"has {Shown(item)} at position {count}; it must be {Input.Description}.";
            count++;
        }

        return count == _width ? null : $"has {count} values; it must be {Input.Description}.";
    }

    private string Wrong(object value) => $"is {Shown(value)}; it must be {Input.Description}.";

    private static string Shown(object? value) => value switch
    {
        null => "null",
        JsonElement json => Short(json.GetRawText()),
        string text => $"the text '{Short(text)}'",
        _ => $"{value.GetType().Name} {Short(FormattableString.Invariant($"{value}"))}",
    };

    private static string Short(string text) => text.Length <= 40 ? text : $"{text[..40]}...";
}
