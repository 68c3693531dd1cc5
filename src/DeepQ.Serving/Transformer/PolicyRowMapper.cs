using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Serving;

/// <summary>Adds the policy's columns to single rows.</summary>
internal sealed class PolicyRowMapper(PolicySchema schema, OnnxPolicy policy) : IRowToRowMapper
{
    public DataViewSchema InputSchema => schema.Input;

    public DataViewSchema OutputSchema => schema.Output;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        schema.InputsFor(schema.Wanted(dependingColumns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) =>
        new PolicyRow(input, schema, policy, schema.Wanted(activeColumns));
}
