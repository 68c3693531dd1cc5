using Microsoft.ML.Data;
using Microsoft.ML.Persistence;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableTransformer(ColumnConcatenatingTransformer.LoaderSignature, typeof(ColumnConcatenatingTransformer))]

namespace Microsoft.ML.Data;

/// <summary>Joins scalars and vectors of one type into a vector.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "Concatenate";
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingTransformer(IHost host, string output, string[] inputs)
        : base(host)
    {
        _output = output;
        _inputs = inputs;
    }

    internal static ColumnConcatenatingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        string output = ctx.Reader.ReadString();
        var inputs = new string[ctx.Reader.ReadInt32()];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = ctx.Reader.ReadString();
        return new ColumnConcatenatingTransformer(env.Register(LoaderSignature), output, inputs);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetSignature(LoaderSignature, typeof(ColumnConcatenatingTransformer));
        ctx.Writer.Write(_output);
        ctx.Writer.Write(_inputs.Length);
        foreach (string input in _inputs)
            ctx.Writer.Write(input);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema)
    {
        DataViewSchema.Column[] sources = Sources(schema);
        DataViewType itemType = sources[0].Type.GetItemType();
        foreach (DataViewSchema.Column source in sources)
        {
            if (!source.Type.GetItemType().Equals(itemType))
            {
                throw new ArgumentOutOfRangeException(
                    "inputSchema",
                    $"Schema mismatch for input column '{source.Name}': expected {itemType}, got {source.Type}");
            }
        }

        MappedColumn joined = IsCopy(sources)
            ? new MappedColumn(
                new DataViewSchema.DetachedColumn(_output, sources[0].Type, sources[0].Annotations),
                [sources[0].Index],
                row => ItemGetters.Unchanged(row, sources[0]))
            : new MappedColumn(
                new DataViewSchema.DetachedColumn(
                    _output, TypeOf(sources, (PrimitiveDataViewType)itemType), ConcatenatedAnnotations.Of(sources)),
                [.. sources.Select(source => source.Index).Distinct()],
                row => ConcatenatedGetter.Create(row, sources, itemType.RawType));
        return new MappedColumns([joined], graph => Export(graph, schema));
    }

    // A lone vector stays what it is: its dimensions and its annotations too.
    private static bool IsCopy(DataViewSchema.Column[] sources) => sources is [{ Type: VectorDataViewType }];

    private static VectorDataViewType TypeOf(DataViewSchema.Column[] sources, PrimitiveDataViewType itemType)
        => sources.Any(source => source.Type.GetValueCount() == 0)
            ? new VectorDataViewType(itemType)
            : new VectorDataViewType(itemType, sources.Sum(source => source.Type.GetValueCount()));

    private static string Flat(IOnnxGraph graph, DataViewSchema.Column source)
        => source.Type is VectorDataViewType { Dimensions.Length: > 1 }
            ? graph.Add("Flatten", [graph.TensorOf(source.Name)], ("axis", 1L))
            : graph.TensorOf(source.Name);

    private DataViewSchema.Column[] Sources(DataViewSchema schema)
        => [.. _inputs.Select(name => schema[FindInputColumn(schema, name)])];

    private void Export(IOnnxGraph graph, DataViewSchema inputSchema)
    {
        string[] flat = [.. _inputs.Select(name => Flat(graph, inputSchema[name]))];
        graph.Publish(
            _output,
            IsCopy(Sources(inputSchema)) ? graph.TensorOf(_inputs[0]) : graph.Add("Concat", flat, ("axis", 1L)));
    }
}
