using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms of whole columns.</summary>
public static class TransformExtensionsCatalog
{
    public static ColumnConcatenatingEstimator Concatenate(
        this TransformsCatalog catalog, string outputColumnName, params string[] inputColumnNames)
        => new(catalog.Environment, outputColumnName, inputColumnNames);

    public static ColumnCopyingEstimator CopyColumns(
        this TransformsCatalog catalog, string outputColumnName, string inputColumnName)
        => new(catalog.Environment, (outputColumnName, inputColumnName));

    public static ColumnSelectingEstimator DropColumns(this TransformsCatalog catalog, params string[] columnNames)
        => Select(catalog, columnNames, keepsNamed: false, keepsHidden: true);

    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, params string[] columnNames)
        => Select(catalog, columnNames, keepsNamed: true, keepsHidden: false);

    public static ColumnSelectingEstimator SelectColumns(
        this TransformsCatalog catalog, string[] columnNames, bool keepHidden)
        => Select(catalog, columnNames, keepsNamed: true, keepHidden);

    private static ColumnSelectingEstimator Select(
        TransformsCatalog catalog, string[] columnNames, bool keepsNamed, bool keepsHidden)
    {
        ArgumentNullException.ThrowIfNull(columnNames);
        return new ColumnSelectingEstimator(
            catalog.Environment, new ColumnSelection(columnNames, keepsNamed, keepsHidden));
    }
}
