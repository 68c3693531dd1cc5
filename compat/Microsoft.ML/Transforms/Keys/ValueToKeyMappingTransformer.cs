using Microsoft.ML.Data;
using Microsoft.ML.Persistence;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableTransformer(ValueToKeyMappingTransformer.LoaderSignature, typeof(ValueToKeyMappingTransformer))]

namespace Microsoft.ML.Transforms;

/// <summary>Makes keys of values. A value that has none gets the missing key, 0.</summary>
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "MapValueToKey";
    private readonly KeyVocabulary[] _vocabularies;

    internal ValueToKeyMappingTransformer(
        IHost host, (string OutputColumnName, string InputColumnName)[] columns, KeyVocabulary[] vocabularies)
        : base(host, columns)
        => _vocabularies = vocabularies;

    internal static ValueToKeyMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        (string OutputColumnName, string InputColumnName)[] columns = ColumnPairPersistence.Read(ctx.Reader);
        KeyVocabulary[] vocabularies = [.. columns.Select(_ => KeyVocabularyLearning.Read(ctx.Reader))];
        return new ValueToKeyMappingTransformer(env.Register(LoaderSignature), columns, vocabularies);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetSignature(LoaderSignature, typeof(ValueToKeyMappingTransformer));
        ColumnPairPersistence.Write(ctx.Writer, ColumnPairs);
        foreach (KeyVocabulary vocabulary in _vocabularies)
            vocabulary.Save(ctx.Writer);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema)
        => new MappedColumns([.. FindInputColumns(schema).Select((source, i) => MakeKeys(i, source))], Export);

    private MappedColumn MakeKeys(int pair, DataViewSchema.Column source)
    {
        KeyVocabulary vocabulary = _vocabularies[pair];
        DataViewType itemType = source.Type.GetItemType();
        if (itemType.RawType != vocabulary.ItemType.RawType)
        {
            throw new ArgumentOutOfRangeException(
                "inputSchema",
                $"Schema mismatch for input column '{source.Name}': expected {vocabulary.ItemType}, got {itemType}");
        }

        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames);
        vocabulary.AddKeyValues(annotations);
        DataViewType type = source.Type is VectorDataViewType vector
            ? new VectorDataViewType(vocabulary.KeyType, vector.Dimensions)
            : vocabulary.KeyType;
        return new MappedColumn(
            new DataViewSchema.DetachedColumn(ColumnPairs[pair].OutputColumnName, type, annotations.ToAnnotations()),
            [source.Index],
            row => vocabulary.CreateGetter(row, source));
    }

    private void Export(IOnnxGraph graph)
    {
        string[] keys =
            [.. ColumnPairs.Select((pair, i) => _vocabularies[i].Export(graph, graph.TensorOf(pair.InputColumnName)))];
        for (int i = 0; i < keys.Length; i++)
            graph.Publish(ColumnPairs[i].OutputColumnName, keys[i]);
    }
}
