namespace DeepQ.Learning.Updates;

/// <summary>The implementation of updates.</summary>
public enum UpdatePath
{
    /// <summary>The fused update if it supports the network, otherwise TorchSharp.</summary>
    Automatic,

    /// <summary>
    /// Forward pass, backward pass and optimizer over flat arrays on the CPU. A network that it does not support is an
    /// error.
    /// </summary>
    Fused,

    /// <summary>TorchSharp with autograd: any network on any device.</summary>
    TorchSharp,
}
