using DeepQ.Learning.Fused;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Optimizers;

public sealed class CustomOptimizerTests
{
    [Theory]
    [InlineData(UpdatePath.Fused)]
    [InlineData(UpdatePath.TorchSharp)]
    public void An_optimizer_of_ones_own_moves_the_weights(UpdatePath path)
    {
        // Q = b = 1 with the target 3 has the slope −4; heavy-ball momentum 0.5 at a rate of 0.01 goes 0.04. From 1.04 the slope is
        // −3.92, and the velocity 0.5 · −4 − 3.92 = −5.92.
        DqnOptions options = new()
        {
            BatchSize = 1,
            LearningRate = 0.01,
            Optimizer = new Momentum(0.5f),
            UpdatePath = path,
        };
        using DqnLearner learner = NetworkPair.CreateLearner(
            HandMadeNetworks.Linear([2], [1], inputs: 1), options.ToLearner(), new Xoshiro256(0));
        TransitionBatch batch = new(1, 1);
        batch.Rewards[0] = 3;
        learner.Update(batch);
        Assert.Equal([2, 1.04f], HandMadeNetworks.Values(learner.Network));
        learner.Update(batch);
        Assert.Equal(1.04f + 0.0592f, HandMadeNetworks.Values(learner.Network)[1], 1e-6f);
    }

    private sealed record Momentum(float Kept) : Optimizer
    {
        public override void Move(
            in OptimizerStep step, Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
        {
            for (int i = 0; i < values.Length; i++)
            {
                first[i] = (Kept * first[i]) + (step.Scale * gradient[i]);
                values[i] -= (float)step.LearningRate * first[i];
            }
        }
    }
}
