using Parquet;
using Parquet.Schema;

namespace DeepQ.Decisions.Export.Columns;

/// <summary>A column of lists; as text, the values are separated by spaces.</summary>
internal sealed class ListColumn<T> : ExportColumn
    where T : struct
{
    private readonly DataField<T> _element = new("element", false);
    private readonly ListField _list;
    private readonly Func<ExportedRow, ReadOnlyMemory<T>> _valuesOf;

    public ListColumn(string name, Func<ExportedRow, ReadOnlyMemory<T>> valuesOf) => (_list, _valuesOf) = (new(name, _element), valuesOf);

    public override Field Field => _list;

    public override Task WriteAsync(ParquetRowGroupWriter writer, IReadOnlyList<ExportedRow> rows, CancellationToken cancellationToken)
    {
        List<T> values = [];
        List<int> definitions = [], repetitions = [];
        foreach (ExportedRow row in rows)
        {
            ReadOnlySpan<T> list = _valuesOf(row).Span;
            values.AddRange(list);

            // In Parquet an empty list has one level without a value, and the first value of a list has the repetition
            // level 0.
            if (list.IsEmpty)
            {
                definitions.Add(_element.MaxDefinitionLevel - 1);
                repetitions.Add(0);
            }

            for (int i = 0; i < list.Length; i++)
            {
                definitions.Add(_element.MaxDefinitionLevel);
                repetitions.Add(i == 0 ? 0 : _element.MaxRepetitionLevel);
            }
        }

        return writer.WriteAllPartsAsync<T>(_element, values.ToArray(), definitions.ToArray(), repetitions.ToArray(), cancellationToken);
    }

    public override string TextOf(ExportedRow row)
    {
        ReadOnlySpan<T> values = _valuesOf(row).Span;
        string[] texts = new string[values.Length];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = ValueText.Of(values[i]);
        return string.Join(' ', texts);
    }
}
