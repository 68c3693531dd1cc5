namespace Microsoft.ML.Data;

/// <summary>The parts of a chain, whatever the type of its last transformer.</summary>
internal interface ITransformerChainAccessor
{
    ITransformer[] Transformers { get; }

    TransformerScope[] Scopes { get; }
}
