using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Findings;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Findings;

public sealed class ExplorationEndedTests
{
    // No car reaches the top by chance within five episodes.
    [Fact]
    public void It_is_found_where_actions_are_random_for_too_short()
    {
        using TrainingResult result = SmallTraining.Run(
            () => new MountainCar(),
            options => (options.Epsilon, options.LearningRate) = (new LinearSchedule(1, 0.05, 500), 1e-9));
        Finding finding = result.Diagnosis.Single(one => one.Name == nameof(ExplorationEnded));
        Assert.Equal(480, finding.Figures["step"]);
        Assert.Equal(0.05, finding.Figures["epsilon"], 12);
        Assert.Equal(-200, finding.Figures["early_return"]);
        Assert.Equal(result.Episodes.Where(episode => episode.Step > 2_240).Average(episode => episode.Return), finding.Figures["late_return"]);
        Assert.StartsWith("ε fell to 0.05 by step 480, before anything was learned", finding.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_not_where_exploration_goes_on()
    {
        using TrainingResult result = SmallTraining.Run(
            () => new MountainCar(), options => options.Epsilon = new LinearSchedule(1, 0.05, 3_500));
        Assert.DoesNotContain(result.Diagnosis, one => one.Name == nameof(ExplorationEnded));
    }
}
