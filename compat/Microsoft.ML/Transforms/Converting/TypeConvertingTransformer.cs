using Microsoft.ML.Data;
using Microsoft.ML.Persistence;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableTransformer(TypeConvertingTransformer.LoaderSignature, typeof(TypeConvertingTransformer))]

namespace Microsoft.ML.Transforms;

/// <summary>Converts the items of columns to another type.</summary>
public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "ConvertType";
    private readonly DataKind _outputKind;
    private readonly PrimitiveDataViewType _outputType;

    internal TypeConvertingTransformer(
        IHost host, DataKind outputKind, (string OutputColumnName, string InputColumnName)[] columns)
        : base(host, columns)
    {
        _outputKind = outputKind;
        _outputType = outputKind.ToDataViewType();
    }

    internal static TypeConvertingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        var outputKind = (DataKind)ctx.Reader.ReadByte();
        return new TypeConvertingTransformer(
            env.Register(LoaderSignature), outputKind, ColumnPairPersistence.Read(ctx.Reader));
    }

    internal static void CheckConvertible(string name, DataViewType itemType, bool isKey, DataViewType outputType)
    {
        bool convertible = isKey
            ? itemType.RawType == outputType.RawType
            : ItemConversions.Find(itemType.RawType, outputType.RawType) != null;
        if (!convertible)
        {
            throw new ArgumentOutOfRangeException(
                "inputSchema",
                $"source column '{name}' with item type '{itemType}' "
                    + $"is not compatible with destination type '{outputType}'");
        }
    }

    /// <summary>Whether the result is known to lie between 0 and 1, as that of a true or false does.</summary>
    internal static bool NormalizesBoolean(bool isScalar, DataViewType itemType, DataViewType outputType)
        => isScalar && itemType is BooleanDataViewType && outputType is NumberDataViewType;

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetSignature(LoaderSignature, typeof(TypeConvertingTransformer));
        ctx.Writer.Write((byte)_outputKind);
        ColumnPairPersistence.Write(ctx.Writer, ColumnPairs);
    }

    private protected override IRowMapper MakeRowMapper(DataViewSchema schema)
        => new MappedColumns(
            [.. FindInputColumns(schema).Select((source, i) => Convert(i, source))],
            graph => Export(graph, schema));

    private static ValueGetterFactory FactoryOf<TSource, TResult>()
    {
        Func<TSource, TResult> convert = ItemConversions.Get<TSource, TResult>();
        return (row, source) => ItemGetters.Mapped(row, source, convert, keepSparse: true);
    }

    private MappedColumn Convert(int pair, DataViewSchema.Column source)
    {
        DataViewType itemType = source.Type.GetItemType();
        bool isKey = itemType is KeyDataViewType;
        CheckConvertible(source.Name, isKey ? itemType : source.Type.GetItemType(), isKey, _outputType);
        PrimitiveDataViewType resultItem = isKey ? (PrimitiveDataViewType)itemType : _outputType;
        DataViewType type = source.Type is VectorDataViewType vector
            ? new VectorDataViewType(resultItem, vector.Dimensions)
            : resultItem;
        ValueGetterFactory create = GenericCall.Invoke<ValueGetterFactory>(
            typeof(TypeConvertingTransformer), nameof(FactoryOf), [itemType.RawType, _outputType.RawType]);
        return new MappedColumn(
            new DataViewSchema.DetachedColumn(ColumnPairs[pair].OutputColumnName, type, AnnotationsOf(source, isKey)),
            [source.Index],
            row => create(row, source));
    }

    private DataViewSchema.Annotations AnnotationsOf(DataViewSchema.Column source, bool isKey)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        string second = isKey ? AnnotationKinds.KeyValues : AnnotationKinds.IsNormalized;
        annotations.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames || kind == second);
        if (NormalizesBoolean(source.Type is not VectorDataViewType, source.Type, _outputType)
            && !AnnotationBuilding.IsMarkedNormalized(source))
        {
            annotations.AddIsNormalized();
        }

        return annotations.ToAnnotations();
    }

    private string ExportColumn(IOnnxGraph graph, DataViewSchema.Column source)
    {
        bool fromText = source.Type.GetItemType() is TextDataViewType;
        if (fromText != _outputType is TextDataViewType)
            throw new NotSupportedException($"a conversion of '{source.Name}' between text and {_outputType}");
        string tensor = graph.TensorOf(source.Name);
        return fromText ? tensor : graph.Cast(tensor, _outputType);
    }

    private void Export(IOnnxGraph graph, DataViewSchema inputSchema)
    {
        string[] converted = [.. ColumnPairs.Select(pair => ExportColumn(graph, inputSchema[pair.InputColumnName]))];
        for (int i = 0; i < converted.Length; i++)
            graph.Publish(ColumnPairs[i].OutputColumnName, converted[i]);
    }

    private delegate Delegate ValueGetterFactory(DataViewRow row, DataViewSchema.Column source);
}
