using Microsoft.ML.Data;
using Microsoft.ML.Persistence;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableTransformer(NormalizingTransformer.LoaderSignature, typeof(NormalizingTransformer))]

namespace Microsoft.ML.Transforms;

/// <summary>Brings the slots of columns to the scale that was learnt.</summary>
public sealed partial class NormalizingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "Normalize";
    private readonly ColumnNormalizer[] _normalizers;

    internal NormalizingTransformer(
        IHost host, (string OutputColumnName, string InputColumnName)[] columns, ColumnNormalizer[] normalizers)
        : base(host, columns)
        => _normalizers = normalizers;

    /// <summary>What was learnt of the column pair with the given number.</summary>
    public NormalizerModelParametersBase GetNormalizerModelParameters(int index)
    {
        if ((uint)index >= (uint)_normalizers.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(index), $"There are {_normalizers.Length} normalized columns and none has the number {index}.");
        }

        return _normalizers[index].Parameters;
    }

    internal static NormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        (string OutputColumnName, string InputColumnName)[] columns = ColumnPairPersistence.Read(ctx.Reader);
        ColumnNormalizer[] normalizers = [.. columns.Select(_ => NormalizerPersistence.Read(ctx.Reader))];
        return new NormalizingTransformer(env.Register(LoaderSignature), columns, normalizers);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetSignature(LoaderSignature, typeof(NormalizingTransformer));
        ColumnPairPersistence.Write(ctx.Writer, ColumnPairs);
        foreach (ColumnNormalizer normalizer in _normalizers)
            NormalizerPersistence.Write(ctx.Writer, normalizer);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema)
        => new MappedColumns([.. FindInputColumns(schema).Select((source, i) => Scale(i, source))], Export);

    private MappedColumn Scale(int pair, DataViewSchema.Column source)
    {
        ColumnNormalizer normalizer = _normalizers[pair];
        if (!source.Type.GetItemType().Equals(normalizer.Type.GetItemType())
            || source.Type.GetValueCount() != normalizer.Type.GetValueCount())
        {
            throw new ArgumentOutOfRangeException(
                "inputSchema",
                $"Schema mismatch for input column '{source.Name}': expected {normalizer.Type}, got {source.Type}");
        }

        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddIsNormalized();
        annotations.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames);
        return new MappedColumn(
            new DataViewSchema.DetachedColumn(
                ColumnPairs[pair].OutputColumnName, source.Type, annotations.ToAnnotations()),
            [source.Index],
            row => normalizer.CreateGetter(row, source));
    }

    private void Export(IOnnxGraph graph)
    {
        string[] scaled =
            [.. ColumnPairs.Select((pair, i) => _normalizers[i].Export(graph, graph.TensorOf(pair.InputColumnName)))];
        for (int i = 0; i < scaled.Length; i++)
            graph.Publish(ColumnPairs[i].OutputColumnName, scaled[i]);
    }
}
