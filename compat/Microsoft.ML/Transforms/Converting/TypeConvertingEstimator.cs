using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Converts the items of columns to another type.</summary>
public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;
    private readonly PrimitiveDataViewType _outputType;

    internal TypeConvertingEstimator(
        IHostEnvironment env,
        DataKind outputKind,
        params (string OutputColumnName, string InputColumnName)[] columns)
        : this(env.Register(nameof(TypeConvertingEstimator)), outputKind, columns)
    {
    }

    private TypeConvertingEstimator(
        IHost host, DataKind outputKind, (string OutputColumnName, string InputColumnName)[] columns)
        : base(host, new TypeConvertingTransformer(host, outputKind, columns))
    {
        _columns = columns;
        _outputType = outputKind.ToDataViewType();
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair => Convert(inputSchema.FindColumn(pair.InputColumnName), pair)));
    }

    private SchemaShape.Column Convert(
        SchemaShape.Column source, (string OutputColumnName, string InputColumnName) pair)
    {
        TypeConvertingTransformer.CheckConvertible(source.Name, source.ItemType, source.IsKey, _outputType);
        List<SchemaShape.Column> annotations = [.. source.Kept(
            source.IsKey
                ? [AnnotationKinds.SlotNames, AnnotationKinds.KeyValues]
                : [AnnotationKinds.SlotNames, AnnotationKinds.IsNormalized])];
        if (TypeConvertingTransformer.NormalizesBoolean(
            source.Kind == SchemaShape.Column.VectorKind.Scalar, source.ItemType, _outputType)
            && !source.HasAnnotation(AnnotationKinds.IsNormalized))
        {
            annotations.Add(AnnotationShapes.IsNormalized);
        }

        return new SchemaShape.Column(
            pair.OutputColumnName, source.Kind, _outputType, source.IsKey, new SchemaShape(annotations));
    }
}
