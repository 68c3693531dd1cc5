using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Fused;

/// <summary>Chooses the update path and creates a network pair for it.</summary>
internal static class NetworkPair
{
    /// <summary>Copies a network for the targets. The pair owns both. The choice is reported to observers.</summary>
    /// <exception cref="ArgumentException">The fused update is required but cannot compute the network.</exception>
    public static INetworkPair Create(QNetwork network, LearnerSettings settings)
    {
        string? obstacle = settings.UpdatePath == UpdatePath.TorchSharp
            ? "UpdatePath asks for it"
            : FusedPath.Obstacle(network, settings);
        if (obstacle is null)
        {
            KernelSet kernels = KernelSet.Widest;
            FusedNetworkPair pair = new((LayeredQNetwork)network, settings, kernels);
            string threads = pair.Threads == 1 ? "1 thread" : $"{pair.Threads} threads";
            settings.Messages?.OnMessage($"Updates are fused, with {kernels.Width} values at a time, by {threads}.");
            return pair;
        }

        if (settings.UpdatePath == UpdatePath.Fused)
        {
            throw new ArgumentException(
                $"UpdatePath is {nameof(UpdatePath.Fused)}, but the fused update cannot compute this network: " +
                $"{obstacle}. " +
                $"Choose another network, or {nameof(UpdatePath.Automatic)}.");
        }

        settings.Messages?.OnMessage($"TorchSharp computes the updates: {obstacle}.");
        return new TorchNetworkPair(network, settings);
    }

    /// <summary>Creates a learner and its network pair. The learner owns the network and its copy.</summary>
    /// <param name="network">The network that learns.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="random">The generator that the noise of updates is drawn from.</param>
    /// <param name="objective">Creates the objective; null for the one that the network and the settings imply.</param>
    public static DqnLearner CreateLearner(
        QNetwork network, LearnerSettings settings, Xoshiro256 random, Func<INetworkPair, Objective>? objective = null) =>
        new(Create(network, settings), settings, random, objective);
}
