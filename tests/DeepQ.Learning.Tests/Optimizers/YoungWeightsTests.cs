using DeepQ.Learning.Fused;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Optimizers;

public sealed class YoungWeightsTests
{
    public static TheoryData<string> Optimizers => ["Adam", "AdamW", "RAdam", "RMSProp"];

    // What an optimizer of their own would do, beside others that are older.
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Weights_that_were_drawn_anew_move_as_those_of_a_new_optimizer(string name)
    {
        OptimizerSettings settings = new(Of(name), 1e-3, name == "AdamW" ? 0.1 : 0, BeginsAnew: true);
        (ParameterMover all, ParameterMover own) = (settings.Optimizer.CreateMover(KernelSet.Widest), settings.Optimizer.CreateMover(KernelSet.Widest));
        YoungWeights young = new(settings, KernelSet.Widest);
        float[] values = [1, 2, 3, 4], first = new float[4], second = new float[4];
        float[] alone = [5, 6], aloneFirst = new float[2], aloneSecond = new float[2];
        for (int step = 1; step <= 40; step++)
        {
            if (step == 21)
            {
                young.Add(new(0, [1, 3]), [1, 3], 20);
                (values[1], values[3]) = (5, 6);
                (first[1], first[3], second[1], second[3]) = (0, 0, 0, 0);
            }

            float[] gradient = [.. Enumerable.Range(0, 4).Select(i => MathF.Sin(step + i))];
            all.Begin(settings.Step(step, 1, 0.1));
            young.Take(0, values, gradient, first, second);
            all.Move(values, gradient, first, second);
            young.Give(0, settings.Step(step, 1, 0.1), values, first, second);
            if (step <= 20)
                continue;
            own.Begin(settings.Step(step - 20, 1, 0.1));
            own.Move(alone, [gradient[1], gradient[3]], aloneFirst, aloneSecond);
            Assert.Equal(alone[0], values[1], 1e-6);
            Assert.Equal(alone[1], values[3], 1e-6);
        }
    }

    // A first step of Adam is as long as the learning rate, and with the count of all it would be 3.2 times as long.
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(UpdatePath.Fused)]
    [InlineData(UpdatePath.TorchSharp)]
    public void The_first_step_of_a_weight_that_was_drawn_anew_is_as_long_as_the_learning_rate(UpdatePath path)
    {
        LearnerSettings settings = Settings(path);
        using DqnLearner learner = NetworkPair.CreateLearner(Network(), settings, new Xoshiro256(1));
        TransitionBatch batch = Batches.Random(settings.BatchSize, 3, 4);
        for (int i = 0; i < 300; i++)
            learner.Update(batch);

        learner.BeginAnew([new DrawnWeights(2, [.. Enumerable.Range(0, 80)]), new DrawnWeights(3, [1])]);
        float[] before = HandMadeNetworks.Values(learner.Network);
        learner.Update(batch);
        float[] after = HandMadeNetworks.Values(learner.Network);

        // Parameters 0 and 1 are those of the hidden layer, of 20 × 3 weights and 20 biases. Weights of units that are off stand still.
        float[] moves = [.. after.Zip(before, (now, then) => Math.Abs(now - then)).Skip(80).Where((_, place) => place is < 80 or 81)];
        Assert.True(moves.Count(move => move > 0) > 40);
        Assert.All(moves.Where(move => move > 0), move => Assert.Equal(1e-3, move, 2e-5));
    }

    [Theory]
    [InlineData(UpdatePath.Fused)]
    [InlineData(UpdatePath.TorchSharp)]
    public void With_all_of_them_an_optimizer_is_a_new_one(UpdatePath path)
    {
        using DqnLearner used = NetworkPair.CreateLearner(Network(), Settings(path), new Xoshiro256(1));
        TransitionBatch batch = Batches.Random(16, 3, 4);
        for (int i = 0; i < 30; i++)
            used.Update(batch);
        using DqnLearner fresh = NetworkPair.CreateLearner(used.Network.Copy(), Settings(path), new Xoshiro256(1));
        using QNetwork target = used.CopyTarget();
        fresh.ReadTarget(target);

        used.BeginAnew(null);
        for (int i = 0; i < 5; i++)
        {
            used.Update(batch);
            fresh.Update(batch);
        }

        Assert.Equal(HandMadeNetworks.Values(fresh.Network), HandMadeNetworks.Values(used.Network));
    }

    private static QNetwork Network() => HandMadeNetworks.Mlp(3, [20], 4, new Xoshiro256(3));

    private static LearnerSettings Settings(UpdatePath path) => new()
    {
        BatchSize = 16,
        UpdatePath = path,
        Optimizer = new(Optimizer.Adam, BeginsAnew: true),
    };

    private static Optimizer Of(string name) => name switch
    {
        "AdamW" => Optimizer.AdamW,
        "RAdam" => Optimizer.RAdam,
        "RMSProp" => Optimizer.RMSProp,
        _ => Optimizer.Adam,
    };
}
