using DeepQ.Onnx.Graphs;
using DeepQ.Tests;

namespace DeepQ.Serving.Tests.Policies;

public sealed class OnnxPolicyTests
{
    private static readonly float[] States = [1, 1, 1, 0, 0, 0, -1, 2];
    private static readonly float[] QValues = [3, 2, 1, 3, 0, 0, 3, -5];
    private static readonly int[] Actions = [0, 1, 0, 0];

    [Fact]
    public void A_policy_tells_what_its_model_says()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear());

        Assert.Equal(2, policy.ObservationSize);
        Assert.Equal(2, policy.ActionCount);
        Assert.Equal(["left", "right"], policy.ActionNames);
        Assert.Equal("DQN", policy.Metadata!.Algorithm);
        Assert.Equal("CPUExecutionProvider", policy.ExecutionProvider);
        Assert.Equal(1024, policy.MaxBatchSize);
    }

    [Fact]
    public void Actions_and_Q_values_are_those_of_the_network()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear());
        float[] qValues = new float[8];
        int[] actions = new int[4];

        policy.Evaluate(States, qValues, actions);

        Assert.Equal(QValues, qValues);
        Assert.Equal(Actions, actions);
    }

    [Fact]
    public void Each_output_can_be_asked_for_alone()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear());
        float[] qValues = new float[8];
        int[] actions = new int[4];

        policy.QValues(States, qValues);
        policy.Act(States, actions);

        Assert.Equal(QValues, qValues);
        Assert.Equal(Actions, actions);
        Assert.Equal(1, policy.Act([1, 0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(1000)]
    public void A_batch_is_cut_into_runs_without_a_trace(int maxBatchSize)
    {
        byte[] model = HandMadePolicies.Random(inputs: 4, width: 8, actions: 3);
        float[] states = HandMadePolicies.States(4 * 10);
        using OnnxPolicy whole = OnnxPolicy.Load(model);
        using OnnxPolicy cut = OnnxPolicy.Load(model, new() { MaxBatchSize = maxBatchSize });
        float[] expected = new float[30], actual = new float[30];

        whole.QValues(states, expected);
        cut.QValues(states, actual);

        for (int i = 0; i < 30; i++)
            Assert.Equal(expected[i], actual[i], 1e-6f);
    }

    [Fact]
    public void No_states_give_no_actions()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear());

        Assert.Null(Record.Exception(() => policy.Evaluate([], [], [])));
        Refused(
            () => policy.Evaluate([], new float[2], []), "The span has room for 2 values, but 0 are to be written.");
    }

    [Fact]
    public void A_model_without_metadata_and_action_still_acts()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Foreign());
        float[] qValues = new float[8];
        int[] actions = new int[4];

        policy.Evaluate(States, qValues, actions);

        Assert.Null(policy.Metadata);
        Assert.Equal(["0", "1"], policy.ActionNames);
        Assert.Equal(QValues, qValues);
        Assert.Equal(Actions, actions);
    }

    [Fact]
    public void A_policy_is_loaded_from_a_file()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, HandMadePolicies.Linear());
            using OnnxPolicy policy = OnnxPolicy.Load(path);

            Assert.Equal(1, policy.Act([1, 0]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Bytes_that_are_no_model_are_refused()
    {
        Assert.Throws<PolicyFormatException>(() => OnnxPolicy.Load("no model"u8));
    }

    [Fact]
    public void A_span_of_the_wrong_length_is_refused()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear());

        Refused(() => policy.Act([1, 2, 3]), "The state has 3 values, but the policy takes 2.");
        Refused(() => policy.Act([1, 2, 3], new int[1]), "3 values do not divide into states; a state has 2.");
        Refused(() => policy.Act(States, new int[3]), "The span has room for 3 values, but 4 are to be written.");
        Refused(() => policy.QValues(States, new float[9]), "The span has room for 9 values, but 8 are to be written.");
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void A_state_that_is_not_finite_is_refused(float value, string shown)
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear());

        Refused(
            () => policy.Act([0, 0, 0, value], new int[2]),
            $"State 1 has {shown} at position 1; all values must be finite.");
    }

    [Fact]
    public void A_disposed_policy_refuses_to_act()
    {
        OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear());
        policy.Dispose();
        policy.Dispose();

        Assert.Throws<ObjectDisposedException>(() => policy.Act([1, 0]));
    }

    [Fact]
    public async Task Eight_threads_share_a_policy()
    {
        byte[] model = HandMadePolicies.Random(inputs: 4, width: 16, actions: 3);
        float[] states = HandMadePolicies.States(4 * 200);
        using OnnxPolicy policy = OnnxPolicy.Load(model);
        int[] expected = new int[200];
        policy.Act(states, expected);

        int[][] seen = await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            int[] actions = new int[200];
            for (int first = 0, rows = thread + 1; first < 200; first += rows)
            {
                rows = Math.Min(rows, 200 - first);
                policy.Act(states.AsSpan(4 * first, 4 * rows), actions.AsSpan(first, rows));
            }

            return actions;
        })));

        Assert.All(seen, actions => Assert.Equal(expected, actions));
    }

    [Fact]
    public async Task Calls_on_many_threads_end_with_an_error_after_a_disposal_and_none_ends_the_process()
    {
        OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Random(inputs: 4, width: 64, actions: 3));
        float[] states = HandMadePolicies.States(4 * 1024);
        using CountdownEvent acting = new(4);
        Task[] callers = [.. Enumerable.Range(0, 4).Select(_ => OnAThreadOfItsOwn(() =>
        {
            int[] actions = new int[1024];
            policy.Act(states, actions);
            acting.Signal();
            while (true)
                policy.Act(states, actions);
        }))];

        acting.Wait();
        policy.Dispose();

        foreach (Task caller in callers)
            await Assert.ThrowsAsync<ObjectDisposedException>(() => caller);
    }

    [Fact]
    public void A_call_allocates_nothing_once_its_batch_size_is_known()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear());
        int[] actions = new int[4];
        float[] qValues = new float[8];
        policy.Evaluate(States, qValues, actions);

        Assert.Equal(0, Allocation.Least(() =>
        {
            for (int i = 0; i < 100; i++)
                policy.Evaluate(States, qValues, actions);
        }));
    }

    // Endless work in the pool would keep other tests from their continuations.
    private static Task OnAThreadOfItsOwn(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static void Refused(Action use, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(use).Message, StringComparison.Ordinal);
}
