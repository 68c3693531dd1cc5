using DeepQ.Learning.Fused;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Rollouts;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Rollouts;

public sealed class RolloutObjectiveTests
{
    private const int Batch = 24;

    // The first step of RAdam follows the gradient itself, so that weights tell it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_gradient_of_a_minibatch_is_torchs(bool dueling)
    {
        NetworkOptions network = new() { HiddenUnits = [32, 16], LayerNorm = true, Dueling = dueling };
        LearnerSettings settings = new()
        {
            BatchSize = Batch,
            LearningRate = 1,
            Optimizer = new OptimizerSettings(Optimizer.RAdam),
            MaxGradientNorm = 1e9,
        };
        using DqnLearner torch = Learner(new TorchNetworkPair(Create(), settings), settings);
        using DqnLearner fused = Learner(new FusedNetworkPair((LayeredQNetwork)Create(), settings, KernelSet.Widest), settings);
        TransitionBatch batch = Random();
        UpdateResult wanted = torch.Update(batch);
        UpdateResult got = fused.Update(batch);
        Assert.Equal(wanted.Loss, got.Loss, 1e-5 * wanted.Loss);
        Assert.Equal(wanted.GradientNorm, got.GradientNorm, 1e-5 * wanted.GradientNorm);
        float[] expected = HandMadeNetworks.Values(torch.Network);
        float[] actual = HandMadeNetworks.Values(fused.Network);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5);

        QNetwork Create() => network.CreateNetwork(Variants.Row(3), 4, new Xoshiro256(1));
    }

    [Fact]
    public void A_loss_is_of_the_difference_to_the_return_alone()
    {
        // Q = (3, 5) in every state; the returns of the actions taken are 1 and 9, and what follows does not matter.
        LearnerSettings settings = new() { BatchSize = 2, LearningRate = 0, Loss = new(LossFunction.MeanSquaredError, 1) };
        using DqnLearner learner = Learner(new TorchNetworkPair(HandMadeNetworks.Linear([0, 0], [3, 5], inputs: 1), settings), settings);
        TransitionBatch batch = new(2, 1);
        (batch.Rewards[0], batch.Rewards[1], batch.Actions[1]) = (1, 9, 1);
        batch.Discounts.AsSpan().Fill(1);
        batch.NextStates.AsSpan().Fill(1e9f);
        UpdateResult result = learner.Update(batch);
        Assert.Equal(((2 * 2) + (4 * 4)) / 2.0, result.Loss, 6);
        Assert.Equal(4, result.MeanQ, 6);
        Assert.Equal(3, result.MeanAbsoluteError, 6);
    }

    private static DqnLearner Learner(INetworkPair pair, LearnerSettings settings) =>
        new(pair, settings, new Xoshiro256(2), networks => new RolloutObjective(networks, settings));

    private static TransitionBatch Random()
    {
        Xoshiro256 random = new(3);
        TransitionBatch batch = new(Batch, 3);
        foreach (ref float value in batch.States.AsSpan())
            value = (2 * random.NextSingle()) - 1;
        for (int i = 0; i < Batch; i++)
            (batch.Actions[i], batch.Rewards[i]) = (random.Next(4), random.NextSingle());
        return batch;
    }
}
