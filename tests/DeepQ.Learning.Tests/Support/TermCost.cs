using DeepQ.Learning.Fused;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Support;

/// <summary>What outputs cost by an objective with a term beside the loss, and the gradient in them.</summary>
internal static class TermCost
{
    public static (double Loss, float[] Gradient) Of(
        NetworkOptions network,
        TransitionBatch batch,
        float[] outputs,
        Func<Objective, INetworkPair, LearnerSettings, Objective> beside,
        LossFunction? loss = null)
    {
        int actions = outputs.Length / batch.Size / network.Distribution.ValuesPerAction;
        DqnOptions options = new()
        {
            BatchSize = batch.Size,
            Network = network with { HiddenUnits = [] },
            Loss = loss ?? LossFunction.MeanSquaredError,
            HuberThreshold = 100,
        };
        LearnerSettings settings = options.ToLearner();
        using INetworkPair networks = NetworkPair.Create(
            options.Network.CreateNetwork(Variants.Row(batch.ObservationSize), actions, new Xoshiro256(1)), settings);
        Objective objective = beside(Objective.For(networks, settings, new Xoshiro256(1)), networks, settings);
        objective.ComputeTargets(batch);
        float[] gradient = [.. outputs];
        (double value, _) = objective.ComputeGradient(batch, gradient);
        return (value, gradient);
    }
}
