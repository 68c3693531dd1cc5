namespace Microsoft.ML.Runtime;

/// <summary>Where components live: it gives them names, seeds and channels.</summary>
public interface IHostEnvironment : IChannelProvider, IProgressChannelProvider
{
    ComponentCatalog ComponentCatalog { get; }

    IHost Register(string name, int? seed = null, bool? verbose = null);
}
