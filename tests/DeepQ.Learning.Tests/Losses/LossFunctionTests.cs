using DeepQ.Learning.Fused;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Losses;

public sealed class LossFunctionTests
{
    public static TheoryData<string> Names => ["squared", "Huber", "narrow Huber", "log-cosh"];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_the_finite_difference_and_the_curvature_that_at_zero(string name)
    {
        LossFunction loss = Of(name);
        foreach (float error in new[] { -3f, -0.4f, 0.2f, 1.7f })
        {
            loss.Evaluate(error, out float gradient);
            float difference = (loss.Evaluate(error + 0.01f, out _) - loss.Evaluate(error - 0.01f, out _)) / 0.02f;
            Assert.Equal(difference, gradient, 2e-3f);
        }

        loss.Evaluate(1e-3f, out float slope);
        Assert.Equal(loss.Curvature, slope / 1e-3f, 1e-3f);
    }

    [Fact]
    public void A_threshold_that_is_left_open_is_that_of_the_settings()
    {
        Assert.Equal(new HuberLoss(0.3f), new DqnOptions { Loss = LossFunction.Huber, HuberThreshold = 0.3 }.ToLearner().Loss.Error);
        Assert.Equal(new HuberLoss(2), new DqnOptions { Loss = new HuberLoss(2), HuberThreshold = 0.3 }.ToLearner().Loss.Error);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_loss_whose_settings_make_none_is_refused(float threshold)
    {
        DqnOptions options = new() { Loss = new HuberLoss(threshold) };
        Assert.StartsWith(
            "Loss needs a positive, finite Threshold; it is HuberLoss",
            Assert.Throws<ArgumentException>(options.Validate).Message,
            StringComparison.Ordinal);
    }

    // Beyond its own threshold: 0.25 · (2 − 0.125), and 1 · (2 − 0.5) where none is set.
    [Fact]
    public void A_threshold_that_is_set_is_where_the_loss_becomes_linear()
    {
        Assert.Equal(0.46875f, new HuberLoss(0.25f).Evaluate(2, out float gradient));
        Assert.Equal(0.25f, gradient);
        Assert.Equal(1.5f, new HuberLoss().Evaluate(-2, out gradient));
        Assert.Equal(-1, gradient);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.3f)]
    [InlineData(float.MaxValue)]
    public void A_positive_finite_threshold_or_none_is_in_order(float? threshold) =>
        Assert.Null(new HuberLoss(threshold).FindProblem());

    // Q = b = 1 with the target 3: log cosh(−2) = 1.325003, with the gradient tanh(−2) = −0.964028.
    [Theory]
    [InlineData(UpdatePath.Fused)]
    [InlineData(UpdatePath.TorchSharp)]
    public void A_loss_of_ones_own_is_learned_by(UpdatePath path)
    {
        DqnOptions options = new() { BatchSize = 1, Loss = new LogCosh(), UpdatePath = path };
        using DqnLearner learner = NetworkPair.CreateLearner(
            HandMadeNetworks.Linear([0], [1], inputs: 1), options.ToLearner(), new Xoshiro256(0));
        TransitionBatch batch = new(1, 1);
        batch.Rewards[0] = 3;
        UpdateResult result = learner.Update(batch);
        Assert.Equal(1.325003, result.Loss, 1e-5);
        Assert.Equal(0.964028, result.GradientNorm, 1e-5);
    }

    private static LossFunction Of(string name) => name switch
    {
        "squared" => LossFunction.MeanSquaredError,
        "Huber" => LossFunction.Huber,
        "narrow Huber" => new HuberLoss(0.3f),
        _ => new LogCosh(),
    };

    private sealed record LogCosh : LossFunction
    {
        public override float Evaluate(float error, out float gradient)
        {
            gradient = MathF.Tanh(error);
            return MathF.Log(MathF.Cosh(error));
        }
    }
}
