using DeepQ.Onnx.Policies;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Columns;

/// <summary>The schema that an estimator of policies promises before it is fitted.</summary>
internal static class PolicyShape
{
    /// <summary>Returns the columns after a policy: its own, and the earlier ones with other names.</summary>
    /// <param name="input">The columns before it.</param>
    /// <param name="columns">The names of its columns.</param>
    /// <param name="extras">The outputs of its file other than Q-values and the action.</param>
    public static SchemaShape After(SchemaShape input, PolicyColumns columns, PolicyGraphOptions extras)
    {
        var builder = new DataViewSchema.Builder();
        // A shape only records that a column has slot names, not how many.
        PolicySchema.AddTo(builder, OutputColumn.Of(columns, ["0"], extras.Margin, extras.Distribution ? 1 : null, extras.Uncertainty));
        SchemaShape outputs = Of(builder.ToSchema());
        return new([.. input.Where(column => outputs.All(output => output.Name != column.Name)), .. outputs]);
    }

    /// <summary>Returns the shape of a schema.</summary>
    /// <remarks>
    /// ML.NET does not let other code create a column of a shape, but a chain of estimators passes each member the
    /// shape of its data.
    /// </remarks>
    public static SchemaShape Of(DataViewSchema schema)
    {
        var probe = new ShapeProbe();
        new EstimatorChain<ITransformer>().Append(probe).Fit(new EmptyTable(schema));
        return probe.Shape ?? throw new InvalidOperationException("ML.NET did not ask for a schema.");
    }

    private sealed class ShapeProbe : IEstimator<ITransformer>
    {
        public SchemaShape? Shape { get; private set; }

        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Shape = inputSchema;
    }
}
