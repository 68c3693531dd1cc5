namespace Microsoft.ML.Transforms;

/// <summary>Names the contract by which saved models find a <see cref="CustomMappingFactory{TSrc, TDst}"/>.</summary>
public sealed class CustomMappingFactoryAttributeAttribute : ExtensionBaseAttribute
{
    public CustomMappingFactoryAttributeAttribute(string contractName)
        : base(contractName)
    {
    }
}
