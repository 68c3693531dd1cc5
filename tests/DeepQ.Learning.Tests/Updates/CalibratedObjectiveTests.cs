using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Updates;

public sealed class CalibratedObjectiveTests
{
    private static readonly float Log3 = MathF.Log(3);

    [Fact]
    public void A_value_below_the_return_is_not_pushed_down()
    {
        // Q = (0, log 3, 0), V = log 2, action 0 was logged and brought 0: the term is log (2 + 3 + 2) − 0. Only Q(1) is above V, and
        // has a part of 3 / 7.
        TransitionBatch batch = new(1, 1);
        (double loss, float[] gradient) = Evaluate(new(), batch, [0, Log3, 0], alpha: 5, [MathF.Log(2)]);
        Assert.Equal(2 * 5 * Math.Log(7), loss, 5);
        Assert.Equal([-10, 2 * 5 * 3 / 7f, 0], gradient, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Above_all_values_nothing_is_pushed_down_and_below_them_it_is_the_conservative_term()
    {
        TransitionBatch batch = new(1, 1);
        (double above, float[] up) = Evaluate(new(), batch, [0, Log3], alpha: 5, [2]);
        // log (2 e²) − 0.
        Assert.Equal(2 * 5 * (2 + Math.Log(2)), above, 5);
        Assert.Equal([-10, 0], up);
        (double below, float[] both) = Evaluate(new(), batch, [0, Log3], alpha: 5, [-2]);
        Assert.Equal(2 * 5 * Math.Log(4), below, 5);
        Assert.Equal([-7.5f, 7.5f], both, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Returns_are_those_of_the_slots_and_illegal_actions_are_left_out()
    {
        TransitionBatch batch = new(2, 1, maskedActions: 2);
        batch.Slots[1] = 3;
        (batch.ActionMasks[0], batch.ActionMasks[2], batch.ActionMasks[3]) = (true, true, true);
        // The first row has one legal action, and V = 1: 1 − 0. The second has two, and V = −9: log 4.
        (double loss, float[] gradient) = Evaluate(new(), batch, [0, 7, 0, Log3], alpha: 1, [1, 5, 5, -9]);
        Assert.Equal(1 + Math.Log(4), loss, 5);
        Assert.Equal([-1, 0, -0.75f, 0.75f], gradient, (a, b) => Math.Abs(a - b) < 1e-5);
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

        for (int i = 0; i < batch.Size; i++)
            batch.Slots[i] = i;
        float[] returns = [-3, 0.1f, 0.3f, 3];
        (_, float[] gradient) = Evaluate(network, batch, outputs, alpha: 3, returns);
        Assert.Contains(gradient, slope => Math.Abs(slope) > 1e-2);
        for (int i = 0; i < outputs.Length; i++)
        {
            const float Step = 1e-2f;
            double difference = (LossAt(i, Step) - LossAt(i, -Step)) / (2 * Step);
            Assert.Equal(difference, gradient[i], 2e-3);
        }

        double LossAt(int position, float step)
        {
            float[] moved = [.. outputs];
            moved[position] += step;
            return Evaluate(network, batch, moved, alpha: 3, returns).Loss;
        }
    }

    private static (double Loss, float[] Gradient) Evaluate(
        NetworkOptions network, TransitionBatch batch, float[] outputs, double alpha, float[] returns) =>
        TermCost.Of(
            network, batch, outputs, (inner, networks, settings) => new CalibratedObjective(inner, networks, settings, alpha, returns));
}
