using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Offline;

/// <summary>
/// NFQ: the targets of all transitions stay constant while the network is fitted to them; then they are recomputed with
/// the fitted network.
/// </summary>
/// <remarks>
/// Riedmiller: Neural Fitted Q Iteration (2005). A target network that is copied once per iteration and then frozen
/// keeps the targets of the whole set constant; <see cref="DqnOptions.TargetUpdateRate"/> and
/// <see cref="DqnOptions.TargetUpdateInterval"/> are ignored. Batches and the configured optimizer replace the paper's
/// passes of Rprop over the whole set. The number of iterations is <see cref="DqnOptions.Updates"/> divided by
/// <paramref name="UpdatesPerIteration"/>.
/// </remarks>
/// <param name="UpdatesPerIteration">The number of updates of an iteration, positive.</param>
public sealed record NeuralFittedQIteration(int UpdatesPerIteration = 200) : OfflineAlgorithm
{
    internal override string? FindProblem(OfflineSettings options) =>
        UpdatesPerIteration <= 0 ? "needs a positive UpdatesPerIteration"
        : options.Target.ReadsOnlineNetwork
            ? "keeps its targets for an iteration; the online network cannot choose their actions, so DoubleQ must " +
              "be false"
        : options.Network.Noisy
            ? "keeps its targets for an iteration; noise would change them, so Network.Noisy must be false"
        : null;

    internal override int? TargetPeriod => UpdatesPerIteration;

    internal override string DisplayName(OfflineSettings options) => $"NFQ, {options.Algorithm}";

    internal override ILearner CreateLearner(LearnerContext context)
    {
        QNetwork network = context.CreateNetwork(context.Network, context.Initial, context.Random.Fork());
        return NetworkPair.CreateLearner(network, context.Settings, context.Random.Fork());
    }
}
