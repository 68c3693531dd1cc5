using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Joins scalars and vectors of one type into a vector.</summary>
public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly IHost _host;
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingEstimator(IHostEnvironment env, string outputColumnName, string[] inputColumnNames)
    {
        if (string.IsNullOrEmpty(outputColumnName))
        {
            throw new ArgumentOutOfRangeException(
                nameof(outputColumnName), $"{nameof(outputColumnName)} cannot be null or empty");
        }

        if (inputColumnNames is not { Length: > 0 })
            throw new ArgumentOutOfRangeException(nameof(inputColumnNames), "Input columns not specified");
        _host = env.Register(nameof(ColumnConcatenatingEstimator));
        _output = outputColumnName;
        _inputs = inputColumnNames;
    }

    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new ColumnConcatenatingTransformer(_host, _output, _inputs);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        SchemaShape.Column[] sources = [.. _inputs.Select(inputSchema.FindColumn)];
        foreach (SchemaShape.Column source in sources)
        {
            if (source.IsKey)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(inputSchema), $"Column '{source.Name}' is key. Concatenation of keys is unsupported.");
            }

            if (!source.ItemType.Equals(sources[0].ItemType))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(inputSchema),
                    $"Schema mismatch for input column '{source.Name}': "
                        + $"expected {sources[0].ItemType}, got {source.ItemType}");
            }
        }

        SchemaShape.Column.VectorKind kind = sources.Any(IsOpen)
            ? SchemaShape.Column.VectorKind.VariableVector
            : SchemaShape.Column.VectorKind.Vector;
        var output = new SchemaShape.Column(
            _output, kind, sources[0].ItemType, isKey: false, new SchemaShape(AnnotationsOf(sources)));
        return inputSchema.With([output]);
    }

    private static bool IsOpen(SchemaShape.Column column)
        => column.Kind == SchemaShape.Column.VectorKind.VariableVector;

    private static IEnumerable<SchemaShape.Column> AnnotationsOf(SchemaShape.Column[] sources)
    {
        if (sources.All(source => source.HasAnnotation(AnnotationKinds.IsNormalized)))
            yield return AnnotationShapes.IsNormalized;
        if (sources.Any(source => source.HasAnnotation(AnnotationKinds.CategoricalSlotRanges)))
            yield return AnnotationShapes.CategoricalSlotRanges;
        if (sources.Any(source => source.Kind == SchemaShape.Column.VectorKind.Scalar
            || source.HasAnnotation(AnnotationKinds.SlotNames)))
        {
            yield return AnnotationShapes.SlotNames;
        }
    }
}
