namespace DeepQ.Learning;

/// <summary>Chooses what computes.</summary>
internal static class NetworkPair
{
    /// <summary>Copies a network for the targets. Both belong to the pair.</summary>
    public static INetworkPair Create(QNetwork network, DqnOptions options) => new TorchNetworkPair(network, options);
}
