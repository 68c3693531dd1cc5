using DeepQ.MLNet.Columns;
using DeepQ.Serving;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Transformer;

/// <summary>Adds the policy's columns to single rows, after those of a featurizer if there is one.</summary>
internal sealed class PolicyRowMapper(PolicySchema schema, ModelPolicy policy, IRowToRowMapper? featurizer)
    : IRowToRowMapper
{
    public DataViewSchema InputSchema => featurizer?.InputSchema ?? schema.Input;

    public DataViewSchema OutputSchema => schema.Output;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        IEnumerable<DataViewSchema.Column> needed = schema.InputsFor(schema.Wanted(dependingColumns));
        return featurizer?.GetDependencies(needed) ?? needed;
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        bool[] wanted = schema.Wanted(activeColumns);
        DataViewRow states = featurizer?.GetRow(input, schema.InputsFor(wanted)) ?? input;
        return new PolicyRow(states, schema, policy, wanted);
    }
}
