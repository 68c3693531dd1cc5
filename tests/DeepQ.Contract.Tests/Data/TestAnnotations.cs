using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Data;

/// <summary>Annotations made of plain values.</summary>
internal static class TestAnnotations
{
    public static DataViewSchema.Annotations SlotNames(params string[] names) => Texts("SlotNames", names);

    public static DataViewSchema.Annotations Texts(string kind, params string[] values)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        ReadOnlyMemory<char>[] texts = [.. values.Select(value => value.AsMemory())];
        builder.Add(
            kind,
            new VectorDataViewType(TextDataViewType.Instance, texts.Length),
            (ref VBuffer<ReadOnlyMemory<char>> value)
                => VBuffer<ReadOnlyMemory<char>>.Copy(texts, 0, ref value, texts.Length));
        return builder.ToAnnotations();
    }
}
