using DeepQ.Learning.Losses;

namespace DeepQ.Learning.Tests.Losses;

public sealed class CategoricalLossTests
{
    [Fact]
    public void The_divergence_and_its_slope_in_the_logits()
    {
        // softmax(0, ln 3) = (1/4, 3/4); KL((1/2, 1/2) ‖ ·) = ½ ln 2 + ½ ln (2/3) = 0.143841.
        float[] gradient = new float[2];
        double loss = CategoricalLoss.Evaluate([0, MathF.Log(3)], [0.5f, 0.5f], gradient);
        Assert.Equal(0.143841, loss, 6);
        Assert.Equal(-0.25f, gradient[0], 1e-6f);
        Assert.Equal(0.25f, gradient[1], 1e-6f);
    }

    [Fact]
    public void A_perfect_prediction_costs_nothing()
    {
        float[] gradient = new float[2];
        Assert.Equal(0, CategoricalLoss.Evaluate([5, 5 + MathF.Log(3)], [0.25f, 0.75f], gradient), 6);
    }

    [Fact]
    public void An_atom_without_target_probability_adds_nothing_to_the_loss()
    {
        float[] gradient = new float[2];
        Assert.Equal(Math.Log(2), CategoricalLoss.Evaluate([1, 1], [1, 0], gradient), 6);
        Assert.Equal([-0.5f, 0.5f], gradient);
    }

    [Fact]
    public void Great_logits_do_not_overflow()
    {
        float[] logits = [1000, 1000, -1000];
        CategoricalLoss.Softmax(logits);
        Assert.Equal([0.5f, 0.5f, 0], logits);
    }

    [Fact]
    public void Lengths_that_do_not_agree_are_refused() => Assert.Throws<ArgumentException>(
        () => CategoricalLoss.Evaluate(new float[3], new float[2], new float[3]));
}
