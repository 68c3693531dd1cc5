namespace DeepQ.Serving.Tests.Runtime;

public sealed class AdaptedBatchTests
{
    [Fact]
    public void Adapting_settles_on_a_length_and_changes_no_action()
    {
        byte[] model = HandMadePolicies.Random(inputs: 4, width: 16, actions: 3);
        float[] states = HandMadePolicies.States(4 * 5_000);
        using OnnxPolicy fixedLength = OnnxPolicy.Load(model);
        using OnnxPolicy adapting = OnnxPolicy.Load(model, new() { AdaptBatchSize = true, MaxBatchSize = 256 });
        (int[] expected, int[] actual) = (new int[5_000], new int[5_000]);
        fixedLength.Act(states, expected);

        adapting.Act(states, actual);

        // 4 × (256 + 128 + 64) states are enough to settle.
        Assert.True(adapting.BatchSize is 256 or 128 or 64, $"{adapting.BatchSize} is no length that was tried.");
        Assert.Equal(expected, actual);
        int settled = adapting.BatchSize;
        adapting.Act(states, actual);
        Assert.Equal(settled, adapting.BatchSize);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void On_a_CPU_the_length_is_fixed_unless_asked_for()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear());
        int[] actions = new int[20_000];

        policy.Act(new float[40_000], actions);

        Assert.Equal(1024, policy.BatchSize);
    }

    [Fact]
    public async Task Threads_that_score_long_batches_agree_on_one_length()
    {
        byte[] model = HandMadePolicies.Random(inputs: 4, width: 16, actions: 3);
        float[] states = HandMadePolicies.States(4 * 2_000);
        using OnnxPolicy policy = OnnxPolicy.Load(model, new() { AdaptBatchSize = true, MaxBatchSize = 256 });
        int[] expected = new int[2_000];
        policy.Act(states, expected);

        int[][] seen = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            int[] actions = new int[2_000];
            for (int i = 0; i < 20; i++)
                policy.Act(states, actions);
            return actions;
        })));

        Assert.All(seen, actions => Assert.Equal(expected, actions));
        Assert.True(policy.BatchSize is 256 or 128 or 64, $"{policy.BatchSize} is no length that was tried.");
    }
}
