using DeepQ.Learning.Losses;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Updates;

public sealed class ConservativeObjectiveTests
{
    [Fact]
    public void The_loss_is_that_of_Q_learning_and_alpha_times_the_gap()
    {
        // Q = (0, log 3) everywhere; action 0 was taken and brought 2: the TD error is −2 and the gap log 4 − 0.
        TransitionBatch batch = new(1, 1);
        (batch.Rewards[0], batch.Weights[0]) = (2, 0.5f);
        float[] outputs = [0, MathF.Log(3)];
        (double loss, float[] gradient) = Evaluate(new(), batch, outputs, alpha: 5);
        Assert.Equal(0.5 * 2 * ((0.5 * 4) + (5 * Math.Log(4))), loss, 5);
        // ½ · 2 (δ + 5 (¼ − 1)) and ½ · 2 · 5 · ¾.
        Assert.Equal([-5.75f, 3.75f], gradient, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Alpha_weighs_against_half_the_squared_error_whatever_the_loss()
    {
        // Within its threshold the Huber loss is half the squared error, as in the paper.
        TransitionBatch batch = Batches.Random(4, 3, 3, weighted: true);
        Array.Clear(batch.Rewards);
        float[] outputs = [.. Enumerable.Range(0, 12).Select(i => 0.05f * i)];
        (_, float[] squared) = Evaluate(new(), batch, outputs, alpha: 3);
        (_, float[] huber) = Evaluate(new(), batch, outputs, alpha: 3, LossFunction.Huber);
        Assert.Equal(huber.Select(slope => 2 * slope), squared, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void An_illegal_action_is_left_out_of_the_sum()
    {
        TransitionBatch batch = new(1, 1, maskedActions: 2);
        batch.ActionMasks[0] = true;
        (double loss, float[] gradient) = Evaluate(new(), batch, [0, 7], alpha: 10);
        Assert.Equal(0, loss);
        Assert.Equal([0, 0], gradient);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("C51")]
    [InlineData("QR-DQN")]
    public void The_gradient_is_the_finite_difference_of_the_loss(string variant)
    {
        NetworkOptions network = Variants.Of(variant);
        TransitionBatch batch = Batches.Random(4, 3, 3, weighted: true);
        Xoshiro256 random = new(5);
        float[] outputs = new float[4 * 3 * network.Distribution.ValuesPerAction];
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = (2 * random.NextSingle()) - 1;

        (_, float[] gradient) = Evaluate(network, batch, outputs, alpha: 3);
        Assert.Contains(gradient, slope => Math.Abs(slope) > 1e-2);
        for (int i = 0; i < outputs.Length; i++)
        {
            const float Step = 1e-2f;
            double difference = (LossAt(i, Step) - LossAt(i, -Step)) / (2 * Step);
            Assert.Equal(difference, gradient[i], 1e-3);
        }

        double LossAt(int position, float step)
        {
            float[] moved = [.. outputs];
            moved[position] += step;
            return Evaluate(network, batch, moved, alpha: 3).Loss;
        }
    }

    private static (double Loss, float[] Gradient) Evaluate(
        NetworkOptions network, TransitionBatch batch, float[] outputs, double alpha, LossFunction? loss = null) =>
        TermCost.Of(
            network, batch, outputs, (inner, networks, settings) => new ConservativeObjective(inner, networks, settings, alpha), loss);
}
