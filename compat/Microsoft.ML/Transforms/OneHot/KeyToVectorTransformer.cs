using Microsoft.ML.Data;
using Microsoft.ML.Persistence;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableTransformer(KeyToVectorTransformer.LoaderSignature, typeof(KeyToVectorTransformer))]

namespace Microsoft.ML.Transforms;

/// <summary>Turns keys into vectors with a slot for each key.</summary>
internal sealed class KeyToVectorTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "MapKeyToVector";
    private readonly bool _counts;

    /// <param name="counts">Whether the keys of a vector are counted together.</param>
    internal KeyToVectorTransformer(
        IHost host, bool counts, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(host, columns)
        => _counts = counts;

    internal static KeyToVectorTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        bool counts = ctx.Reader.ReadBoolean();
        return new KeyToVectorTransformer(
            env.Register(LoaderSignature), counts, ColumnPairPersistence.Read(ctx.Reader));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetSignature(LoaderSignature, typeof(KeyToVectorTransformer));
        ctx.Writer.Write(_counts);
        ColumnPairPersistence.Write(ctx.Writer, ColumnPairs);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema)
        => new MappedColumns(
            [.. FindInputColumns(schema).Select((source, i) => Spread(i, source))],
            graph => Export(graph, schema));

    private static int CountOf(DataViewSchema.Column source)
        => source.Type.GetItemType() is KeyDataViewType key
            ? checked((int)key.Count)
            : throw new ArgumentOutOfRangeException(
                "inputSchema", $"Schema mismatch for input column '{source.Name}': expected Key, got {source.Type}");

    private MappedColumn Spread(int pair, DataViewSchema.Column source)
    {
        int count = CountOf(source);
        VectorDataViewType type = source.Type is VectorDataViewType vector && !_counts
            ? new VectorDataViewType(NumberDataViewType.Single, vector.Size, count)
            : new VectorDataViewType(NumberDataViewType.Single, count);
        string getter = _counts ? nameof(KeyIndicators.Counts) : nameof(KeyIndicators.Indicators);
        Type[] keyType = [source.Type.GetItemType().RawType];
        return new MappedColumn(
            new DataViewSchema.DetachedColumn(
                ColumnPairs[pair].OutputColumnName, type, KeyVectorAnnotations.Of(source, count, _counts)),
            [source.Index],
            row => GenericCall.Invoke<Delegate>(typeof(KeyIndicators), getter, keyType, row, source, count));
    }

    private string ExportColumn(IOnnxGraph graph, DataViewSchema.Column source)
    {
        string keys = graph.TensorOf(source.Name);
        if (source.Type is not VectorDataViewType vector)
        {
            // [N, 1] and the candidates [count] give [N, count].
            string wide = KeyExport.ToIndicators(graph, keys, CountOf(source), axis: 2);
            return graph.Add("Flatten", [wide], ("axis", 1L));
        }

        if (vector.Dimensions.Length > 1)
            keys = graph.Add("Flatten", [keys], ("axis", 1L));
        string indicators = KeyExport.ToIndicators(graph, keys, CountOf(source), axis: 2);
        return _counts
            ? graph.Add("ReduceSum", [indicators], ("axes", new[] { 1L }), ("keepdims", 0L))
            : indicators;
    }

    private void Export(IOnnxGraph graph, DataViewSchema inputSchema)
    {
        string[] vectors = [.. FindInputColumns(inputSchema).Select(source => ExportColumn(graph, source))];
        for (int i = 0; i < vectors.Length; i++)
            graph.Publish(ColumnPairs[i].OutputColumnName, vectors[i]);
    }
}
