using Microsoft.ML;

namespace DeepQ.Contract.Tests;

/// <summary>An estimator that changes nothing and remembers the shape it was promised.</summary>
internal sealed class ShapeProbe : IEstimator<ITransformer>
{
    private SchemaShape _shape;

    /// <summary>The shape that <paramref name="estimator"/> promises for <paramref name="data"/>.</summary>
    public static SchemaShape After<T>(IEstimator<T> estimator, IDataView data)
        where T : class, ITransformer
    {
        var probe = new ShapeProbe();
        estimator.Append(probe).Fit(data);
        return probe._shape;
    }

    public ITransformer Fit(IDataView input) => new Microsoft.ML.Data.TransformerChain<ITransformer>();

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _shape = inputSchema;
}
