using Microsoft.ML.Data;
using Microsoft.ML.Persistence;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableTransformer(KeyToValueMappingTransformer.LoaderSignature, typeof(KeyToValueMappingTransformer))]

namespace Microsoft.ML.Transforms;

/// <summary>Turns keys back into the values that their column's annotation names.</summary>
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "MapKeyToValue";

    internal KeyToValueMappingTransformer(
        IHost host, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(host, columns)
    {
    }

    internal static KeyToValueMappingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
        => new(env.Register(LoaderSignature), ColumnPairPersistence.Read(ctx.Reader));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetSignature(LoaderSignature, typeof(KeyToValueMappingTransformer));
        ColumnPairPersistence.Write(ctx.Writer, ColumnPairs);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema)
        => new MappedColumns(
            [.. FindInputColumns(schema).Select((source, i) => TellValues(i, source))],
            graph => Export(graph, schema));

    private static VectorDataViewType KeyValuesType(DataViewSchema.Column source)
        => source.Type.GetItemType() is KeyDataViewType
            && source.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type is VectorDataViewType type
            ? type
            : throw new InvalidOperationException($"Metadata KeyValues does not exist for column '{source.Name}'");

    private static T[] KeyValuesOf<T>(DataViewSchema.Column source)
    {
        VBuffer<T> values = default;
        source.Annotations.GetValue(AnnotationKinds.KeyValues, ref values);
        return [KeyItems<T>.MissingValue, .. values.DenseValues()];
    }

    private static Func<DataViewRow, Delegate> FactoryOf<TKey, TValue>(DataViewSchema.Column source)
    {
        TValue[] values = KeyValuesOf<TValue>(source);
        return row => ItemGetters.Mapped<TKey, TValue>(row, source, key => ValueAt(values, key), keepSparse: false);
    }

    private static TValue ValueAt<TKey, TValue>(TValue[] values, TKey key)
    {
        ulong index = key switch
        {
            byte number => number,
            ushort number => number,
            uint number => number,
            ulong number => number,
            _ => 0,
        };
        return values[index < (ulong)values.Length ? index : 0];
    }

    private static string ExportColumn<T>(IOnnxGraph graph, DataViewSchema.Column source)
        => KeyExport.ToValues(graph, graph.TensorOf(source.Name), KeyValuesOf<T>(source));

    private MappedColumn TellValues(int pair, DataViewSchema.Column source)
    {
        PrimitiveDataViewType itemType = KeyValuesType(source).ItemType;
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames);
        DataViewType type = source.Type is VectorDataViewType vector
            ? new VectorDataViewType(itemType, vector.Dimensions)
            : itemType;
        return new MappedColumn(
            new DataViewSchema.DetachedColumn(ColumnPairs[pair].OutputColumnName, type, annotations.ToAnnotations()),
            [source.Index],
            GenericCall.Invoke<Func<DataViewRow, Delegate>>(
                typeof(KeyToValueMappingTransformer),
                nameof(FactoryOf),
                [source.Type.GetItemType().RawType, itemType.RawType],
                source));
    }

    private void Export(IOnnxGraph graph, DataViewSchema inputSchema)
    {
        string[] values = [.. FindInputColumns(inputSchema).Select(source => GenericCall.Invoke<string>(
            typeof(KeyToValueMappingTransformer),
            nameof(ExportColumn),
            [KeyValuesType(source).ItemType.RawType],
            graph,
            source))];
        for (int i = 0; i < values.Length; i++)
            graph.Publish(ColumnPairs[i].OutputColumnName, values[i]);
    }
}
