using DeepQ.Learning.Demonstrations;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Demonstrations;

public sealed class LargeMarginObjectiveTests
{
    [Fact]
    public void Demonstrations_have_the_margin_beside_the_squared_error_and_others_do_not()
    {
        // Q = (0, 1) everywhere, action 0 was taken and brought 2: the TD error is −2. The second row is a demonstration, whose margin
        // is 1 + 0.8 − 0.
        TransitionBatch batch = Demonstrated(new TransitionBatch(2, 1), first: 1);
        (batch.Rewards[0], batch.Rewards[1]) = (2, 2);
        (double loss, float[] gradient) = Evaluate(new(), batch, [0, 1, 0, 1], weight: 3);
        Assert.Equal(((2 * 2) + (2 * 2) + (3 * 1.8)) / 2, loss, 5);
        // 2 δ / 2 of each row, and 3 / 2 for and against of the second.
        Assert.Equal([-2, 0, -2 - 1.5f, 1.5f], gradient, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Its_weight_beside_half_the_squared_error_is_half_as_large()
    {
        TransitionBatch batch = Demonstrated(Batches.Random(4, 3, 3, weighted: true), first: 0);
        Array.Clear(batch.Rewards);
        float[] outputs = [.. Enumerable.Range(0, 12).Select(i => 0.05f * i)];
        (_, float[] squared) = Evaluate(new(), batch, outputs, weight: 3);
        (_, float[] huber) = Evaluate(new(), batch, outputs, weight: 3, LossFunction.Huber);
        Assert.Equal(huber.Select(slope => 2 * slope), squared, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void An_illegal_action_has_no_part_in_it()
    {
        TransitionBatch batch = new(1, 1, maskedActions: 2);
        batch.ActionMasks[0] = true;
        (double loss, float[] gradient) = Evaluate(new(), Demonstrated(batch, first: 0), [0, 7], weight: 1);
        Assert.Equal(0, loss);
        Assert.Equal([0, 0], gradient);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("C51")]
    [InlineData("HL-Gauss")]
    [InlineData("QR-DQN")]
    public void The_gradient_is_the_finite_difference_of_the_loss(string variant)
    {
        NetworkOptions network = Variants.Of(variant);
        TransitionBatch batch = Demonstrated(Batches.Random(4, 3, 3, weighted: true), first: 1);
        Xoshiro256 random = new(5);
        float[] outputs = new float[4 * 3 * network.Distribution.ValuesPerAction];
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = (2 * random.NextSingle()) - 1;

        (_, float[] gradient) = Evaluate(network, batch, outputs, weight: 3);
        (_, float[] without) = Evaluate(network, batch, outputs, weight: 0);
        Assert.Contains(gradient.Zip(without), pair => Math.Abs(pair.First - pair.Second) > 1e-2);
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
            return Evaluate(network, batch, moved, weight: 3).Loss;
        }
    }

    // From the row of that number on, transitions are among those that are never dropped.
    private static TransitionBatch Demonstrated(TransitionBatch batch, int first)
    {
        batch.Source = new ReplayBuffer(batch.Size, Variants.Row(batch.ObservationSize), 1, 0, permanent: batch.Size);
        for (int i = 0; i < batch.Size; i++)
            batch.Slots[i] = i < first ? i : batch.Size + i;
        return batch;
    }

    private static (double Loss, float[] Gradient) Evaluate(
        NetworkOptions network, TransitionBatch batch, float[] outputs, double weight, LossFunction? loss = null) =>
        TermCost.Of(
            network, batch, outputs, (inner, networks, settings) => new LargeMarginObjective(inner, networks, settings, margin: 0.8, weight), loss);
}
