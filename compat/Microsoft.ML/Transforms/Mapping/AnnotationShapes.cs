using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The shapes of the annotations that transforms promise.</summary>
internal static class AnnotationShapes
{
    internal static readonly SchemaShape.Column SlotNames = new(
        AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false);

    internal static readonly SchemaShape.Column IsNormalized = new(
        AnnotationKinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, isKey: false);

    internal static readonly SchemaShape.Column CategoricalSlotRanges = new(
        AnnotationKinds.CategoricalSlotRanges,
        SchemaShape.Column.VectorKind.Vector,
        NumberDataViewType.Int32,
        isKey: false);

    internal static bool HasAnnotation(this SchemaShape.Column column, string kind)
        => column.Annotations.TryFindColumn(kind, out _);

    /// <summary>Those annotations of a column that have one of the given names.</summary>
    internal static IEnumerable<SchemaShape.Column> Kept(this SchemaShape.Column column, params string[] kinds)
        => column.Annotations.Where(annotation => kinds.Contains(annotation.Name));
}
