namespace Microsoft.ML;

/// <summary>Learns a transformer from data.</summary>
public interface IEstimator<out TTransformer>
    where TTransformer : ITransformer
{
    TTransformer Fit(IDataView input);

    /// <summary>The shape that the fitted transformer will give for data of the given shape.</summary>
    SchemaShape GetOutputSchema(SchemaShape inputSchema);
}
