using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Fused;

/// <summary>Twenty updates of a case by torch's modules and its own gradients.</summary>
internal sealed class TorchRun
{
    /// <summary>How many updates a run has.</summary>
    public const int Updates = 20;

    /// <summary>Makes the updates.</summary>
    /// <param name="random">The case.</param>
    /// <param name="samples">Whether batches come from a prioritized replay.</param>
    /// <param name="conservatism">α of conservative Q-learning; null without it.</param>
    public TorchRun(FusedCase random, bool samples, double? conservatism)
    {
        using DqnLearner learner = Learner(
            random, new TorchNetworkPair(random.CreateNetwork(), random.Options.ToLearner()), conservatism);
        Func<float[]?, TransitionBatch> batches = Batches(random, samples);
        for (int update = 0; update < Updates; update++)
        {
            Results[update] = learner.Update(batches(update > 0 ? AbsoluteErrors[update - 1] : null));
            AbsoluteErrors[update] = [.. learner.AbsoluteErrors];
            if (UpdatesTarget(update))
                learner.UpdateTarget();
        }

        Values = HandMadeNetworks.Values(learner.Network);
    }

    /// <summary>What each update reported.</summary>
    public UpdateResult[] Results { get; } = new UpdateResult[Updates];

    /// <summary>The errors of each update, the priorities of its transitions.</summary>
    public float[][] AbsoluteErrors { get; } = new float[Updates][];

    /// <summary>The weights after the last update.</summary>
    public float[] Values { get; }

    /// <summary>Whether the target follows an update.</summary>
    /// <param name="update">The number of the update.</param>
    public static bool UpdatesTarget(int update) => update % 5 == 4;

    /// <summary>A learner of a case over its networks.</summary>
    /// <param name="random">The case.</param>
    /// <param name="networks">The networks.</param>
    /// <param name="conservatism">α of conservative Q-learning; null without it.</param>
    public static DqnLearner Learner(FusedCase random, INetworkPair networks, double? conservatism) => new(
        networks,
        random.Options.ToLearner(),
        new Xoshiro256(1),
        conservatism is not double alpha
            ? null
            : pair => new ConservativeObjective(
                Objective.For(pair, random.Options.ToLearner(), new Xoshiro256(2)), pair, random.Options.ToLearner(), alpha));

    /// <summary>The batches of a case, one after another, each from the errors of the one before.</summary>
    /// <param name="random">The case.</param>
    /// <param name="samples">Whether they come from a prioritized replay.</param>
    public static Func<float[]?, TransitionBatch> Batches(FusedCase random, bool samples)
    {
        int update = 0;
        if (!samples)
            return _ => random.CreateBatch(update++);
        ReplaySampler sampler = new(random.CreateReplay(), random.Options.ToReplay(), new Xoshiro256(3));
        TransitionBatch batch = new(random.Options.BatchSize, random.ObservationSize);
        return errors =>
        {
            if (errors is not null)
                sampler.UpdatePriorities(batch, errors);
            sampler.Sample(batch, update++);
            return batch;
        };
    }
}
