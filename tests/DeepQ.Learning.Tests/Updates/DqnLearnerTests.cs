using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Updates;

public sealed class DqnLearnerTests
{
    [Fact]
    public void The_first_step_of_Adam_moves_each_weight_by_the_learning_rate_against_its_gradient()
    {
        // Q(s, ·) = (2 s, 0): one transition s = 1, a = 0, r = 5, terminal. The error is 2 − 5 = −3, so the loss is 9 and its
        // slope −6 in the weight and the bias of action 0; the other action has none. Adam's first step is lr · sign.
        using DqnLearner learner = NetworkPair.CreateLearner(
            HandMadeNetworks.Linear([2, 0], [0, 0], inputs: 1),
            new DqnOptions { BatchSize = 1, LearningRate = 0.1, MaxGradientNorm = 1e9 }.ToLearner(),
            new Xoshiro256(0));
        UpdateResult result = learner.Update(Terminal(state: 1, action: 0, reward: 5));
        Assert.Equal(9, result.Loss, 5);
        Assert.Equal(2, result.MeanQ, 5);
        Assert.Equal(3, result.MeanAbsoluteError, 5);
        Assert.Equal(Math.Sqrt(72), result.GradientNorm, 4);
        AssertClose([2.1f, 0, 0.1f, 0], HandMadeNetworks.Values(learner.Network), 1e-5f);
    }

    [Fact]
    public void The_target_comes_from_the_target_network_until_it_is_updated()
    {
        // Q = 3 in every state; r = 1, γ = 0.5 gives the target 2.5 and the error 0.5.
        DqnOptions options = new() { BatchSize = 1, LearningRate = 0.5, Gamma = 0.5, TargetUpdateRate = 1 };
        using DqnLearner learner = NetworkPair.CreateLearner(HandMadeNetworks.Linear([0], [3], inputs: 1), options.ToLearner(), new Xoshiro256(0));
        TransitionBatch batch = Transition(reward: 1, discount: 0.5f);
        Assert.Equal(0.5, learner.Update(batch).MeanAbsoluteError, 5);

        // The bias went down to 2.5; the target network still says 3, so the error is now 0.
        Assert.Equal(0, learner.Update(batch).MeanAbsoluteError, 5);

        learner.UpdateTarget();
        float q = HandMadeNetworks.Values(learner.Network)[1];
        Assert.Equal(Math.Abs(q - (1 + (0.5 * q))), learner.Update(batch).MeanAbsoluteError, 5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_target_interval_that_passed_several_times_counts_as_often(int times)
    {
        // Q = 3 in the target network and 7 in the other: each update halves what lies between.
        DqnOptions options = new() { BatchSize = 1, TargetUpdateRate = 0.5, UpdatePath = UpdatePath.TorchSharp };
        using DqnLearner learner = NetworkPair.CreateLearner(HandMadeNetworks.Linear([0], [3], inputs: 1), options.ToLearner(), new Xoshiro256(0));
        HandMadeNetworks.Set(HandMadeNetworks.Layers(learner.Network)[0].Bias, [7]);
        learner.UpdateTarget(times);
        Assert.Equal(4 * Math.Pow(0.5, times), learner.Update(Transition(reward: 0, discount: 1)).MeanAbsoluteError, 5);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void The_gradient_is_the_one_that_autograd_takes_from_the_loss(bool huber, bool doubleQ)
    {
        const int Batch = 16;
        DqnOptions options = new()
        {
            BatchSize = Batch,
            Loss = huber ? LossFunction.Huber : LossFunction.MeanSquaredError,
            HuberThreshold = 0.3,
            DoubleQ = doubleQ,
            MaxGradientNorm = 1e9,
            UpdatePath = UpdatePath.TorchSharp,
        };
        using QNetwork reference = HandMadeNetworks.Mlp(3, [8], 4, new Xoshiro256(1));
        using DqnLearner learner = NetworkPair.CreateLearner(reference.Copy(), options.ToLearner(), new Xoshiro256(0));
        TransitionBatch batch = Batches.Random(Batch, 3, 4);

        double norm = learner.Update(batch).GradientNorm;

        using DisposeScope scope = NewDisposeScope();
        Tensor q = reference.forward(tensor(batch.States, [Batch, 3]));
        Tensor next = reference.forward(tensor(batch.NextStates, [Batch, 3])).detach();
        Tensor target = tensor(batch.Rewards) + (tensor(batch.Discounts) * next.max(1).values);
        Tensor taken = q.gather(1, tensor(Array.ConvertAll(batch.Actions, action => (long)action)).unsqueeze(1)).squeeze(1);
        Tensor cost = huber
            ? nn.functional.huber_loss(taken, target, 0.3)
            : nn.functional.mse_loss(taken, target);
        cost.backward();
        double expected = Math.Sqrt(reference.parameters().Sum(p => p.grad!.pow(2).sum().item<float>()));
        Assert.Equal(expected, norm, expected * 1e-5);
        AssertClose(
            [.. reference.parameters().SelectMany(p => p.grad!.data<float>().ToArray())],
            [.. learner.Network.parameters().SelectMany(p => p.grad!.data<float>().ToArray())],
            1e-6f);
    }

    [Fact]
    public void A_weight_scales_the_loss_and_the_gradient_of_its_transition_and_not_its_error()
    {
        // Q = 0 everywhere; the rewards 3 and 5 are the errors. The loss is (2 · 9 + ½ · 25) / 2, and its slope in the bias
        // (2 · −6 + ½ · −10) / 2.
        DqnOptions options = new() { BatchSize = 2, MaxGradientNorm = 1e9 };
        using DqnLearner learner = NetworkPair.CreateLearner(HandMadeNetworks.Linear([0], [0], inputs: 1), options.ToLearner(), new Xoshiro256(0));
        TransitionBatch batch = new(2, 1);
        (batch.Rewards[0], batch.Rewards[1]) = (3, 5);
        (batch.Weights[0], batch.Weights[1]) = (2, 0.5f);
        UpdateResult result = learner.Update(batch);
        Assert.Equal(15.25, result.Loss, 5);
        Assert.Equal(8.5, result.GradientNorm, 5);
        Assert.Equal([3, 5], learner.AbsoluteErrors);
    }

    [Fact]
    public void A_loss_that_is_not_a_number_stops_with_advice()
    {
        using DqnLearner learner = NetworkPair.CreateLearner(
            HandMadeNetworks.Linear([0], [0], inputs: 1), new DqnOptions { BatchSize = 1 }.ToLearner(), new Xoshiro256(0));
        DivergenceException error = Assert.Throws<DivergenceException>(
            () => learner.Update(Terminal(state: 1, action: 0, reward: float.NaN)));
        Assert.Contains("LearningRate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Updates_leave_no_native_tensor_behind()
    {
        using DqnLearner learner = NetworkPair.CreateLearner(
            HandMadeNetworks.Mlp(3, [8], 4, new Xoshiro256(1)), new DqnOptions { BatchSize = 16 }.ToLearner(), new Xoshiro256(0));
        TransitionBatch batch = Batches.Random(16, 3, 4);
        learner.Update(batch);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < 200; i++)
            learner.Update(batch);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static TransitionBatch Terminal(float state, int action, float reward)
    {
        TransitionBatch batch = Transition(reward, discount: 0);
        batch.States[0] = state;
        batch.Actions[0] = action;
        return batch;
    }

    private static TransitionBatch Transition(float reward, float discount)
    {
        TransitionBatch batch = new(1, 1);
        batch.Rewards[0] = reward;
        batch.Discounts[0] = discount;
        return batch;
    }

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
