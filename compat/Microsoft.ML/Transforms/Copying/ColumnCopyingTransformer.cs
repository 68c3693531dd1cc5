using Microsoft.ML.Data;
using Microsoft.ML.Persistence;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableTransformer(ColumnCopyingTransformer.LoaderSignature, typeof(ColumnCopyingTransformer))]

namespace Microsoft.ML.Transforms;

/// <summary>Copies columns with their types and annotations.</summary>
public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "CopyColumns";

    internal ColumnCopyingTransformer(
        IHost host, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(host, columns)
    {
    }

    internal static ColumnCopyingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
        => new(env.Register(LoaderSignature), ColumnPairPersistence.Read(ctx.Reader));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetSignature(LoaderSignature, typeof(ColumnCopyingTransformer));
        ColumnPairPersistence.Write(ctx.Writer, ColumnPairs);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema)
        => new MappedColumns([.. FindInputColumns(schema).Select((source, i) => Copy(i, source))], Export);

    private MappedColumn Copy(int pair, DataViewSchema.Column source)
        => new(
            new DataViewSchema.DetachedColumn(ColumnPairs[pair].OutputColumnName, source.Type, source.Annotations),
            [source.Index],
            row => ItemGetters.Unchanged(row, source));

    private void Export(IOnnxGraph graph)
    {
        string[] sources = [.. ColumnPairs.Select(pair => graph.TensorOf(pair.InputColumnName))];
        for (int i = 0; i < sources.Length; i++)
            graph.Publish(ColumnPairs[i].OutputColumnName, sources[i]);
    }
}
