namespace Microsoft.ML.Data;

/// <summary>An estimator that shows what it has learnt.</summary>
internal sealed class OnFitEstimator<TTransformer> : IEstimator<TTransformer>
    where TTransformer : class, ITransformer
{
    private readonly IEstimator<TTransformer> _inner;
    private readonly Action<TTransformer> _onFit;

    internal OnFitEstimator(IEstimator<TTransformer> inner, Action<TTransformer> onFit)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(onFit);
        _inner = inner;
        _onFit = onFit;
    }

    public TTransformer Fit(IDataView input)
    {
        TTransformer transformer = _inner.Fit(input);
        _onFit(transformer);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _inner.GetOutputSchema(inputSchema);
}
