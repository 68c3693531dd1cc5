using DeepQ.Learning.Fused;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Optimizers;

public sealed class OptimizerTests
{
    // Q = b with b = 1 and the target 3: the slope of the squared error is −4 in the bias and, at s = 0, 0 in the weight.
    [Fact]
    public void Weight_decay_shrinks_each_weight_apart_from_its_gradient()
    {
        // The weight 2 has no gradient: it loses rate · decay of itself, 2 · (1 − 0.1 · 0.5).
        float[] weights = Step(new DqnOptions { Optimizer = Optimizer.AdamW, LearningRate = 0.1, WeightDecay = 0.5 });
        Assert.Equal(1.9f, weights[0], 1e-5f);
        // The bias loses its part, and goes Adam's first step, the learning rate.
        Assert.Equal(0.95f + 0.1f, weights[1], 1e-5f);
    }

    [Fact]
    public void Centered_RMSProp_divides_by_the_deviation_of_the_gradient()
    {
        // Averages after one step: g² · 0.05 = 0.8 and g · 0.05 = −0.2; the deviation is √(0.8 − 0.04) = 0.871780.
        float[] weights = Step(new DqnOptions { Optimizer = Optimizer.RMSProp, LearningRate = 0.1 });
        Assert.Equal(2, weights[0]);
        Assert.Equal(1 + (0.1 * 4 / (0.871780 + 0.01)), weights[1], 1e-5);
    }

    [Fact]
    public void Epsilon_can_be_set()
    {
        // Adam's first step is rate · g / (|g| + ε).
        float[] weights = Step(new DqnOptions { LearningRate = 0.1, OptimizerEpsilon = 4 });
        Assert.Equal(1 + (0.1 * 4 / 8), weights[1], 1e-5);
    }

    [Fact]
    public void The_learning_rate_follows_its_schedule()
    {
        DqnOptions options = new() { LearningRate = new LinearSchedule(0.1, 0.02, 100) };
        Assert.Equal(1.1f, Step(options, step: 0)[1], 1e-5f);
        Assert.Equal(1.06f, Step(options, step: 50)[1], 1e-5f);
        Assert.Equal(1.02f, Step(options, step: 1_000)[1], 1e-5f);
    }

    private static float[] Step(DqnOptions options, long step = 0)
    {
        options.BatchSize = 1;
        using DqnLearner learner = NetworkPair.CreateLearner(HandMadeNetworks.Linear([2], [1], inputs: 1), options.ToLearner(), new Xoshiro256(0));
        TransitionBatch batch = new(1, 1);
        batch.Rewards[0] = 3;
        learner.Update(batch, step);
        return HandMadeNetworks.Values(learner.Network);
    }
}
