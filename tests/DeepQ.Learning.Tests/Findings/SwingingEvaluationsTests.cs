using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Findings;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Findings;

public sealed class SwingingEvaluationsTests
{
    [Fact]
    public void It_is_found_where_the_target_network_jumps()
    {
        using TrainingResult result = SmallTraining.Run(() => new CartPole(), options =>
        {
            options.Steps = 8_000;
            options.LearningRate = 0.01;
            (options.DoubleQ, options.NStep, options.MaxRandomActionSteps, options.WeightAveraging) = (false, 1, 1, 0);
            options.TargetUpdateRate = 1;
            options.TargetUpdateInterval = 50;
        });
        Finding finding = result.Diagnosis.Single(one => one.Name == nameof(SwingingEvaluations));
        Assert.Equal(result.BestEvaluation!.Result.MeanReturn, finding.Figures["best"]);
        Assert.Equal(result.Evaluations[^1].Result.MeanReturn, finding.Figures["last"]);
    }

    // Four of the eight count: they are 0, 80, 0 and 80 below the best before them.
    [Theory]
    [InlineData(0, true)]
    [InlineData(13, true)]
    [InlineData(14, false)]
    public void A_fall_that_luck_explains_is_none(double error, bool isFound)
    {
        double[] means = [0, 40, 90, 100, 100, 20, 100, 20];
        Finding? finding = SwingingEvaluations.Of(Evidence.Of(new SeenRewards()) with
        {
            Evaluations = [.. means.Select((mean, i) => new EpisodeReturn(100 * i, mean, error))],
        });
        Assert.Equal(isFound, finding is not null);
        if (isFound)
            Assert.Equal(40, finding!.Figures["mean_fall"], 9);
    }
}
