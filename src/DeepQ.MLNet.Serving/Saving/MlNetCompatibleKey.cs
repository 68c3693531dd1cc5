using DeepQ.MLNet.Columns;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace DeepQ.MLNet.Saving;

/// <summary>Creates the key of an action from its number with stock transformers.</summary>
/// <remarks>
/// A stock OnnxTransformer returns the number as a vector of one value. The only stock step that takes a value out of a
/// vector is a hash over all of it; a table of the hashes of all actions then maps the hash to the key with the
/// action's name.
/// </remarks>
internal static class MlNetCompatibleKey
{
    private const int HashBits = 31;

    /// <summary>Creates the steps.</summary>
    /// <param name="schema">The columns after the OnnxTransformer.</param>
    /// <param name="columns">The column with the action's number, and that with its key.</param>
    /// <param name="actionNames">The names of the actions.</param>
    public static IEnumerable<ITransformer> After(
        DataViewSchema schema, PolicyColumns columns, IReadOnlyList<string> actionNames)
    {
        MLContext context = new();
        string hash = $"{columns.PredictedAction}.Hash";
        (HashingTransformer hashing, uint[] hashes) = Hashing(context, columns.Action, hash, actionNames.Count);
        yield return hashing;
        schema = hashing.GetOutputSchema(schema);

        ValueMappingTransformer mapping = context.Transforms.Conversion
            .MapValue(
                columns.PredictedAction,
                [.. hashes.Zip(actionNames, KeyValuePair.Create)],
                hash,
                treatValuesAsKeyType: true)
            .Fit(new EmptyTable(schema));
        yield return mapping;
        schema = mapping.GetOutputSchema(schema);
        yield return context.Transforms.DropColumns(hash).Fit(new EmptyTable(schema));
    }

    // With a seed for which all actions have different hashes.
    private static (HashingTransformer Hashing, uint[] Hashes) Hashing(MLContext context, string action, string hash, int actions)
    {
        SchemaDefinition row = SchemaDefinition.Create(typeof(ActionNumber));
        row[nameof(ActionNumber.Value)].ColumnName = action;
        IDataView table = context.Data.LoadFromEnumerable(
            Enumerable.Range(0, actions).Select(number => new ActionNumber { Value = [number] }).ToArray(), row);
        for (uint seed = 0; ; seed++)
        {
            HashingTransformer hashing = context.Transforms.Conversion
                .Hash(new HashingEstimator.ColumnOptions(hash, action, HashBits, seed, combine: true))
                .Fit(table);
            uint[] hashes = [.. hashing.Transform(table).GetColumn<uint>(hash)];
            if (hashes.Distinct().Count() == actions)
                return (hashing, hashes);
        }
    }

    private sealed class ActionNumber
    {
        [VectorType(1)]
        public long[] Value { get; set; } = [];
    }
}
