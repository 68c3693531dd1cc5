using DeepQ.Learning.Losses;

namespace DeepQ.Learning.Tests.Losses;

public sealed class CrossEntropyLossTests
{
    [Fact]
    public void The_loss_is_the_logarithm_of_the_sum_less_the_logit_of_the_action()
    {
        // exp gives 1, 2 and 5: the probabilities are 1/8, 2/8 and 5/8.
        float[] logits = [0, MathF.Log(2), MathF.Log(5)];
        float[] gradient = new float[3];
        double loss = CrossEntropyLoss.Evaluate(logits, 1, gradient);
        Assert.Equal(Math.Log(4), loss, 6);
        Assert.Equal([0.125f, -0.75f, 0.625f], gradient, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void An_illegal_action_has_no_part_in_the_sum_and_no_slope()
    {
        float[] logits = [0, MathF.Log(2), 1_000];
        float[] gradient = new float[3];
        double loss = CrossEntropyLoss.Evaluate(logits, 0, gradient, [true, true, false]);
        Assert.Equal(Math.Log(3), loss, 6);
        Assert.Equal([-2 / 3f, 2 / 3f, 0], gradient, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Great_logits_do_not_overflow()
    {
        float[] gradient = new float[2];
        Assert.Equal(1_000, CrossEntropyLoss.Evaluate([2_000, 1_000], 1, gradient), 6);
        Assert.Equal([1, -1], gradient);
    }

    [Fact]
    public void The_gradient_may_take_the_place_of_the_logits()
    {
        float[] logits = [0, 0];
        CrossEntropyLoss.Evaluate(logits, 0, logits);
        Assert.Equal([-0.5f, 0.5f], logits);
    }

    [Fact]
    public void An_action_that_is_illegal_or_not_there_is_refused()
    {
        Assert.Throws<ArgumentException>(() => CrossEntropyLoss.Evaluate([0, 0], 0, new float[2], [false, true]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossEntropyLoss.Evaluate([0, 0], 2, new float[2]));
        Assert.Throws<ArgumentException>(() => CrossEntropyLoss.Evaluate([0, 0], 0, new float[3]));
    }
}
