using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Replay;

public sealed class SamplerWeightsTests
{
    [Fact]
    public void A_uniform_draw_weighs_all_the_same_whatever_the_batch_had()
    {
        ReplayBuffer buffer = new(4, 1);
        buffer.Add([1], 0, 0, [2], terminated: false);
        TransitionBatch batch = new(2, 1);
        batch.Weights[1] = 9;
        buffer.Sample(batch, 0.9f, new Xoshiro256(1));
        Assert.Equal([1, 1], batch.Weights);
    }

    // Without passing transitions all come from the five permanent ones, 200 from each with a deviation of 13.
    [Fact]
    public void Permanent_transitions_are_equally_likely_also_where_there_are_no_others()
    {
        ReplayBuffer buffer = new(4, Variants.Row(1), streams: 1, maskedActions: 0, permanent: 5);
        for (int i = 0; i < 5; i++)
            buffer.Add([i], 0, 0, [i + 1], terminated: true, stream: 1);
        int[] slots = new int[1_000];
        float[] weights = [.. Enumerable.Repeat(9f, 1_000)];
        new SharedSampler(0.1).Draw(buffer, slots, weights, step: 0, new Xoshiro256(1));
        Assert.All(Enumerable.Range(4, 5), slot => Assert.InRange(slots.Count(drawn => drawn == slot), 120, 280));
        Assert.All(weights, weight => Assert.Equal(1, weight));
    }

    [Fact]
    public void A_schedule_by_fractions_is_one_by_steps_in_a_training_and_the_rest_stays()
    {
        PrioritizedReplayOptions options = new() { Alpha = 0.3, Epsilon = 0.1, Beta = new FractionSchedule(0.4, 1, 0.5) };
        PrioritizedReplayOptions over = options.Over(100);
        Assert.Equal((0.3, 0.1, new LinearSchedule(0.4, 1, 50)), (over.Alpha, over.Epsilon, over.Beta));
        Assert.IsType<FractionSchedule>(options.Beta);
    }
}
