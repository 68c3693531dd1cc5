namespace DeepQ.Learning;

/// <summary>Chooses what computes.</summary>
internal static class NetworkPair
{
    /// <summary>Copies a network for the targets. Both belong to the pair.</summary>
    /// <exception cref="ArgumentException">The fused update is asked for and cannot compute the network.</exception>
    public static INetworkPair Create(QNetwork network, DqnOptions options)
    {
        if (options.UpdatePath == UpdatePath.TorchSharp)
            return new TorchNetworkPair(network, options);
        if (FusedPath.Obstacle(network) is not { } obstacle)
            return new FusedNetworkPair((LayeredQNetwork)network, options, KernelSet.Available[0]);
        if (options.UpdatePath == UpdatePath.Fused)
        {
            throw new ArgumentException(
                $"UpdatePath is {nameof(UpdatePath.Fused)}, but the fused update cannot compute this network: {obstacle}. " +
                $"Choose another network, or {nameof(UpdatePath.Automatic)}.");
        }

        return new TorchNetworkPair(network, options);
    }
}
