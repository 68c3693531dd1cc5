using Microsoft.ML.Persistence;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Reads a mapping from a model file: the name of the contract that gives its code.</summary>
internal static class CustomMappingLoader
{
    internal const string LoaderSignature = "CustomMapping";

    internal static ITransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        string contract = ctx.Reader.ReadString();
        var factory = (ICustomMappingFactory)env.ComponentCatalog.GetExtensionValue(
            typeof(CustomMappingFactoryAttributeAttribute), contract);
        return factory.CreateTransformer(env, contract);
    }
}
