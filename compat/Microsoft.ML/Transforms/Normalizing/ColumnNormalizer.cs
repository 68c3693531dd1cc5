using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Scales one column.</summary>
internal abstract class ColumnNormalizer
{
    private protected ColumnNormalizer(DataViewType type) => Type = type;

    /// <summary>The type of the column, before and after.</summary>
    internal DataViewType Type { get; }

    internal abstract NormalizingTransformer.NormalizerModelParametersBase Parameters { get; }

    internal abstract Delegate CreateGetter(DataViewRow row, DataViewSchema.Column source);

    internal abstract void Save(BinaryWriter writer);

    /// <summary>Adds its nodes, and gives the name of the scaled tensor.</summary>
    internal abstract string Export(IOnnxGraph graph, string tensor);
}
