namespace Microsoft.ML.Persistence;

/// <summary>
/// Names the loader of a kind of saved transformer: a type with a static method
/// <c>Create(IHostEnvironment, ModelLoadContext)</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class LoadableTransformerAttribute(string signature, Type loader) : Attribute
{
    internal string Signature => signature;

    internal Type Loader => loader;
}
