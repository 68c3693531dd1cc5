using DeepQ.Onnx.Graphs;
using DeepQ.Serving.Hosting;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Tests.Hosting;

namespace DeepQ.Serving.Tests.Policies;

/// <summary>A state that is finite, and whose Q-values are not, is an error of that state.</summary>
public sealed class UnscorableStateTests
{
    // Q = (s0 + 2 s1, 3 s0 - s1).
    private static readonly float[] Huge = [3e38f, 3e38f];

    [Theory]
    [InlineData(1024)]
    [InlineData(2)]
    public void Every_call_names_the_state_and_the_action(int maxBatchSize)
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear(), new() { MaxBatchSize = maxBatchSize });
        float[] states = [1, 1, 2, 2, 0, 1, .. Huge];
        Action[] calls =
        [
            () => policy.Evaluate(states, new float[8], new int[4]),
            () => policy.Evaluate(states, new float[8], new int[4], [true, false, true, true, true, true, true, true]),
            () => policy.QValues(states, new float[8]),
            () => policy.Act(states, new int[4]),
        ];

        foreach (Action call in calls)
        {
            var error = Assert.Throws<UnscorableStateException>(call);
            Assert.Equal((3, 0, float.PositiveInfinity), (error.State, error.Action, error.Value));
            Assert.StartsWith("State 3 has the Q-value Infinity for action 0", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_policy_answers_others_as_before()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear());

        Assert.Throws<UnscorableStateException>(() => policy.Act(Huge));

        Assert.Equal(1, policy.Act([1, 0]));
    }

    [Fact]
    public async Task One_request_does_not_fail_the_others_of_its_batch()
    {
        using PolicyFolder folder = new();
        using ReloadingPolicy policy = new(folder.Options());
        await using MicroBatcher batcher = new(policy, new() { MaxDelay = TimeSpan.FromMilliseconds(200), MaxBatchSize = 4 });

        Task<PolicyDecision>[] answers =
            [.. new float[] { 1, 3e38f, -1, -3e38f }.Select(state => batcher.DecideAsync(new[] { state }))];

        Assert.Equal(2, (await answers[0]).Action);
        Assert.Equal(0, (await answers[2]).Action);
        Assert.Equal(0, (await Assert.ThrowsAsync<UnscorableStateException>(() => answers[1])).State);
        await Assert.ThrowsAsync<UnscorableStateException>(() => answers[3]);
    }

    [Fact]
    public void A_policy_that_cannot_score_zeros_is_not_served()
    {
        OnnxGraph graph = new("reciprocal");
        graph.AddInput("State", OnnxElementType.Float32, "batch", 2);
        graph.AddInitializer("one", [1f], 1);
        graph.AddNode("Div", ["one", "State"], ["QValues"]);
        graph.AddOutput("QValues", OnnxElementType.Float32, "batch", 2);
        using PolicyFolder folder = new(graph.ToBytes());

        Assert.Contains(
            "not finite in the state of zeros",
            Assert.Throws<PolicyFormatException>(() => new ReloadingPolicy(folder.Options())).Message,
            StringComparison.Ordinal);
        using OnnxPolicy policy = OnnxPolicy.Load(folder.File);
        Assert.Equal(1, policy.Act([2, 1]));
    }
}
