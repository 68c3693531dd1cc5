using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Fused;

/// <summary>Chooses what computes.</summary>
internal static class NetworkPair
{
    /// <summary>
    /// Copies a network for the targets. Both belong to the pair. Observers are told what was chosen.
    /// </summary>
    /// <exception cref="ArgumentException">The fused update is asked for and cannot compute the network.</exception>
    public static INetworkPair Create(QNetwork network, DqnOptions options)
    {
        ObserverGroup observers = new(options.Observers);
        string? obstacle = options.UpdatePath == UpdatePath.TorchSharp
            ? "UpdatePath asks for it"
            : FusedPath.Obstacle(network);
        if (obstacle is null)
        {
            KernelSet kernels = KernelSet.Widest;
            FusedNetworkPair pair = new((LayeredQNetwork)network, options, kernels);
            string threads = pair.Threads == 1 ? "1 thread" : $"{pair.Threads} threads";
            observers.Noted($"Updates are fused, with {kernels.Width} values at a time, by {threads}.");
            return pair;
        }

        if (options.UpdatePath == UpdatePath.Fused)
        {
            throw new ArgumentException(
                $"UpdatePath is {nameof(UpdatePath.Fused)}, but the fused update cannot compute this network: " +
                $"{obstacle}. " +
                $"Choose another network, or {nameof(UpdatePath.Automatic)}.");
        }

        observers.Noted($"TorchSharp computes the updates: {obstacle}.");
        return new TorchNetworkPair(network, options);
    }
}
