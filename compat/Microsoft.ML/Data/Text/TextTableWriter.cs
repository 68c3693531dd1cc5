using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Writes a table as delimited text.</summary>
internal sealed class TextTableWriter
{
    // Lines with fewer slots are never written sparsely, however empty.
    private const int FewestSparseSlots = 5;
    private readonly IDataView _data;
    private readonly DataViewSchema.Column[] _columns;
    private readonly char _separator;
    private readonly bool _forceDense;

    internal TextTableWriter(IDataView data, char separator, bool keepHidden, bool forceDense)
    {
        _data = data;
        _separator = separator;
        _forceDense = forceDense;
        _columns = [.. data.Schema.Where(column => keepHidden || !column.IsHidden)];
        foreach (DataViewSchema.Column column in _columns)
        {
            if (column.Type is VectorDataViewType { IsKnownSize: false })
                throw new ArgumentException($"Column '{column.Name}' has vectors of no fixed length.", nameof(data));
        }
    }

    internal int SlotCount => _columns.Sum(column => column.Type.GetValueCount());

    /// <summary>The number of rows written.</summary>
    internal long Write(Stream stream, bool headerRow, bool schema)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        writer.NewLine = Environment.NewLine;
        string[] names = [.. _columns.SelectMany(SlotNames)];
        bool header = headerRow && names.Any(name => name.Length > 0);
        if (schema)
            TextSchemaHead.Write(writer, _columns, _separator, header);
        if (header)
            writer.WriteLine(string.Join(_separator, names.Select(Quoted)));
        using DataViewRowCursor cursor = _data.GetRowCursor(_columns);
        Action<List<TextSlot>>[] readers = [.. _columns.Select(column => TextSlots.Reader(cursor, column))];
        var slots = new List<TextSlot>();
        long rows = 0;
        for (; cursor.MoveNext(); rows++)
        {
            slots.Clear();
            foreach (Action<List<TextSlot>> read in readers)
                read(slots);
            writer.WriteLine(Line(slots));
        }

        return rows;
    }

    private static IEnumerable<string> SlotNames(DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType vector)
            return [column.Name];
        if (!column.HasSlotNames())
            return Enumerable.Repeat(string.Empty, vector.Size);
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private string Line(List<TextSlot> slots)
    {
        int given = slots.Count(slot => !slot.IsDefault);
        bool dense = _forceDense || slots.Count < FewestSparseSlots || 5 * given > 2 * slots.Count;
        if (dense)
            return string.Join(_separator, slots.Select(slot => Quoted(slot.Text)));
        IEnumerable<string> pairs = slots
            .Select((slot, index) => (slot, index))
            .Where(pair => !pair.slot.IsDefault)
            .Select(pair => $"{pair.index}:{Quoted(pair.slot.Text)}")
            .DefaultIfEmpty($"0:{slots[0].Text}");
        return string.Join(_separator, pairs.Prepend($"{slots.Count}"));
    }

    // An empty key is written as nothing, an empty text as a pair of quotes.
    private string Quoted(string text)
    {
        if (text == null)
            return string.Empty;
        bool plain = text.Length > 0
            && text[0] != ' '
            && !text.Contains(_separator)
            && text.AsSpan().IndexOfAny("\":\r\n") < 0;
        return plain ? text : $"\"{text.Replace("\"", "\"\"")}\"";
    }
}
