namespace DeepQ.Learning.Updates;

/// <summary>What computes updates.</summary>
public enum UpdatePath
{
    /// <summary>The fused update where it can compute the network, otherwise TorchSharp.</summary>
    Automatic,

    /// <summary>
    /// Forward, backward and optimizer over flat arrays on the CPU. A network that it cannot compute is an error.
    /// </summary>
    Fused,

    /// <summary>TorchSharp with autograd: any network on any device.</summary>
    TorchSharp,
}
