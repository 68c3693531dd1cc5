using ClusterSample.Model;

namespace ClusterSample.Tests.Model;

public sealed class ClusterModelTests
{
    // A step of 5 ms, of which 0.1 ms is work; an update of 1 ms for every 16 steps.
    private static readonly ClusterPlan Plan = new()
    {
        Actors = 8,
        StepWait = 0.0049,
        StepWork = 0.0001,
        Cores = 64,
        UpdateWork = 0.001,
        StepsPerUpdate = 16,
        Shards = 4,
    };

    [Theory]
    // A step each 5 ms.
    [InlineData(8, 64, 1_600, nameof(SpeedLimit.Actors))]
    [InlineData(64, 64, 12_800, nameof(SpeedLimit.Actors))]
    // 1,000 updates a second, whoever collects.
    [InlineData(1_000, 64, 16_000, nameof(SpeedLimit.Learner))]
    // A step takes 0.1 ms of the actor and 1/16 ms of the learner.
    [InlineData(1_000, 1, 6_153.846, nameof(SpeedLimit.Cores))]
    public void A_training_is_as_fast_as_the_slowest_of_its_parts(int actors, double cores, double steps, string limit)
    {
        ClusterSpeed speed = ClusterModel.Predict(Plan with { Actors = actors, Cores = cores });
        Assert.Equal((steps, steps / 16, Enum.Parse<SpeedLimit>(limit)), (speed.StepsPerSecond, speed.UpdatesPerSecond, speed.Limit), Nearly);
    }

    [Fact]
    public void An_actor_waits_for_the_answer_to_each_block() =>
        Assert.Equal(
            8 / 0.006, ClusterModel.Predict(Plan with { RoundTrip = 0.05, BlockSize = 50 }).StepsPerSecond, tolerance: 0.001);

    [Fact]
    public void Shards_that_are_far_bound_the_updates()
    {
        // Eight batches come with a message and its answer, which take 0.1 s.
        ClusterSpeed speed = ClusterModel.Predict(Plan with { Actors = 1_000, Shards = 1, RoundTrip = 0.1, BlockSize = 1_000 });
        Assert.Equal((80 * 16, 80, SpeedLimit.Shards), (speed.StepsPerSecond, speed.UpdatesPerSecond, speed.Limit), Nearly);
    }

    [Theory]
    // The learner receives a batch for every 16 steps.
    [InlineData(4, 8_000)]
    // The only shard sends it, and receives 100 bytes of each step.
    [InlineData(1, 6_896.552)]
    public void A_link_that_is_full_bounds_the_steps(int shards, double steps)
    {
        ClusterSpeed speed = ClusterModel.Predict(
            Plan with { Actors = 1_000, Shards = shards, Bandwidth = 5e6, StepBytes = 100, BatchBytes = 10_000 });
        Assert.Equal((steps, steps / 16, SpeedLimit.Links), (speed.StepsPerSecond, speed.UpdatesPerSecond, speed.Limit), Nearly);
    }

    private static bool Nearly(
        (double Steps, double Updates, SpeedLimit Limit) expected, (double Steps, double Updates, SpeedLimit Limit) actual) =>
        Math.Abs(expected.Steps - actual.Steps) < 0.001
        && Math.Abs(expected.Updates - actual.Updates) < 0.001
        && expected.Limit == actual.Limit;
}
