using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>Transformers one after the other.</summary>
public sealed class TransformerChain<TLastTransformer>
    : ITransformer, IEnumerable<ITransformer>, IDisposable, ITransformerChainAccessor
    where TLastTransformer : class, ITransformer
{
    public readonly TLastTransformer LastTransformer;
    private readonly ITransformer[] _transformers;
    private readonly TransformerScope[] _scopes;

    public TransformerChain(IEnumerable<ITransformer> transformers, IEnumerable<TransformerScope> scopes)
    {
        ArgumentNullException.ThrowIfNull(transformers);
        ArgumentNullException.ThrowIfNull(scopes);
        _transformers = [.. transformers];
        _scopes = [.. scopes];
        if (_transformers.Length != _scopes.Length)
        {
            throw new InvalidOperationException(
                $"{_scopes.Length} scopes were given for {_transformers.Length} transformers.");
        }

        if (_transformers.Length == 0)
            return;
        LastTransformer = _transformers[^1] as TLastTransformer
            ?? throw new ArgumentOutOfRangeException(
                nameof(transformers), $"The last transformer is a {_transformers[^1]?.GetType().Name ?? "null"}.");
    }

    public TransformerChain(params ITransformer[] transformers)
        : this(transformers, transformers?.Select(_ => TransformerScope.Everything))
    {
    }

    bool ITransformer.IsRowToRowMapper => _transformers.All(transformer => transformer.IsRowToRowMapper);

    ITransformer[] ITransformerChainAccessor.Transformers => _transformers;

    TransformerScope[] ITransformerChainAccessor.Scopes => _scopes;

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        // So that a missing column is an error now, before anything is made.
        GetOutputSchema(input.Schema);
        return _transformers.Aggregate(input, (data, transformer) => transformer.Transform(data));
    }

    public IDataView Transform(IDataView input, TransformerScope scope) => GetModelFor(scope).Transform(input);

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return _transformers.Aggregate(inputSchema, (schema, transformer) => transformer.GetOutputSchema(schema));
    }

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema, TransformerScope scope)
        => GetModelFor(scope).GetOutputSchema(inputSchema);

    /// <summary>The transformers that take part in any of the given scopes.</summary>
    public TransformerChain<ITransformer> GetModelFor(TransformerScope scopeFilter)
    {
        int[] chosen = [.. Enumerable.Range(0, _scopes.Length).Where(i => (_scopes[i] & scopeFilter) != 0)];
        return new TransformerChain<ITransformer>(chosen.Select(i => _transformers[i]), chosen.Select(i => _scopes[i]));
    }

    public TransformerChain<TNewLast> Append<TNewLast>(
        TNewLast transformer, TransformerScope scope = TransformerScope.Everything)
        where TNewLast : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return new TransformerChain<TNewLast>([.. _transformers, transformer], [.. _scopes, scope]);
    }

    public IEnumerator<ITransformer> GetEnumerator() => ((IEnumerable<ITransformer>)_transformers).GetEnumerator();

    public void Dispose()
    {
        foreach (ITransformer transformer in _transformers)
            (transformer as IDisposable)?.Dispose();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (!((ITransformer)this).IsRowToRowMapper)
            throw new InvalidOperationException("A transformer of the chain does not map row by row.");
        var mappers = new IRowToRowMapper[_transformers.Length];
        DataViewSchema schema = inputSchema;
        for (int i = 0; i < mappers.Length; i++)
        {
            mappers[i] = _transformers[i].GetRowToRowMapper(schema);
            schema = mappers[i].OutputSchema;
        }

        return new CompositeRowToRowMapper(inputSchema, mappers);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => TransformerChainPersistence.Save(this, ctx);
}
