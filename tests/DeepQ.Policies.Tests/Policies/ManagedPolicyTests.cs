using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Serving;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;
using DeepQ.Serving.Tests;
using DeepQ.Tests;
using Google.Protobuf;

namespace DeepQ.Policies.Tests.Policies;

public sealed class ManagedPolicyTests
{
    private static readonly float[] States = [1, 1, 1, 0, -1, 2, 0, 0];

    [Fact]
    public void The_values_and_actions_are_those_of_the_function()
    {
        using ManagedPolicy policy = ManagedPolicy.Load(HandMadePolicies.Linear());
        float[] qValues = new float[8];
        int[] actions = new int[4];

        policy.Evaluate(States, qValues, actions);

        Assert.Equal([3, 2, 1, 3, 3, -5, 0, 0], qValues);
        Assert.Equal([0, 1, 0, 0], actions);
        Assert.Equal(1, policy.Act([1, 0]));
        Assert.Equal(("Managed", "left", 2), (policy.ExecutionProvider, policy.ActionNames[0], policy.ObservationSize));
    }

    [Fact]
    public void A_file_is_as_ONNX_Runtime_reads_it()
    {
        byte[] model = HandMadePolicies.Random(4, 16, 3);
        using ManagedPolicy managed = ManagedPolicy.Load(model);
        using OnnxPolicy onnx = OnnxPolicy.Load(model);

        Assert.Equal(onnx.Version, managed.Version);
        Assert.Equal(onnx.Metadata!.Algorithm, managed.Metadata!.Algorithm);
        Assert.Equal(onnx.Inputs, managed.Inputs);
        Assert.Equal(onnx.Model.ToArray(), managed.Model.ToArray());
    }

    [Fact]
    public void A_mask_leaves_the_legal_actions()
    {
        using ManagedPolicy policy = ManagedPolicy.Load(HandMadePolicies.Rows([1, 2, 3], ["a", "b", "c"]));

        Assert.Equal(1, policy.Act([1], [true, true, false]));
        Assert.Equal("State 0 has no legal action. (Parameter 'legal')", Message(() => policy.Act([1], [false, false, false])));
    }

    [Fact]
    public void A_mask_that_is_required_is_asked_for()
    {
        using ManagedPolicy policy = ManagedPolicy.Load(
            HandMadePolicies.Rows([1, 2, 3], ["a", "b", "c"], new() { ActionMaskRequired = true }));

        Assert.Equal(0, policy.Act([-1], [true, false, true]));
        Assert.Equal(2, policy.Act([-1], [false, false, true]));
        Assert.StartsWith("The policy requires a mask", Message(() => policy.Act([1])), StringComparison.Ordinal);
    }

    [Fact]
    public void No_states_have_no_answers()
    {
        using ManagedPolicy policy = ManagedPolicy.Load(HandMadePolicies.Linear());

        policy.Evaluate([], [], []);
        Assert.Equal(0, policy.Evaluate([], []).Count);
    }

    [Theory]
    [InlineData(float.NaN, "State 1 has NaN at position 0; all values must be finite. (Parameter 'states')")]
    [InlineData(float.PositiveInfinity, "State 1 has Infinity at position 0; all values must be finite. (Parameter 'states')")]
    public void A_state_that_is_not_finite_is_refused(float value, string message)
    {
        using ManagedPolicy policy = ManagedPolicy.Load(HandMadePolicies.Linear());

        Assert.Equal(message, Message(() => policy.Act([1, 1, value, 1], new int[2])));
    }

    [Fact]
    public void A_state_beyond_what_can_be_scored_is_named()
    {
        using ManagedPolicy policy = ManagedPolicy.Load(HandMadePolicies.Linear());
        float[] states = new float[600];
        states[500] = states[501] = 3e38f;

        var error = Assert.Throws<UnscorableStateException>(() => policy.Act(states, new int[300]));

        Assert.Equal((250, 0), (error.State, error.Action));
    }

    [Fact]
    public void A_state_has_one_answer_in_batches_of_any_length()
    {
        byte[] model = HandMadePolicies.Random(4, 33, 3);
        using ManagedPolicy whole = ManagedPolicy.Load(model), cut = ManagedPolicy.Load(model, new() { MaxBatchSize = 5 });
        float[] states = HandMadePolicies.States(4 * 700);
        float[] expected = new float[3 * 700], actual = new float[3 * 700], one = new float[3];
        whole.QValues(states, expected);
        cut.QValues(states, actual);

        Assert.Equal(expected, actual);
        for (int i = 0; i < 700; i++)
        {
            whole.QValues(states.AsSpan(4 * i, 4), one);
            Assert.Equal(expected.AsSpan(3 * i, 3).ToArray(), one);
        }
    }

    [Fact]
    public void Margins_and_distributions_are_given()
    {
        using ManagedPolicy policy = ManagedPolicy.Load(HandMadePolicies.Categorical(new() { Margin = true, Distribution = true }));

        PolicyScores scores = policy.Evaluate([MathF.Log(3)]);

        Assert.Equal(1.5, scores.Margin(0), 4);
        Assert.Equal(0.75, scores.Distribution(0, 0)[1], 5);
        Assert.Equal(0.9, scores.Distribution(0, 1)[1], 5);
    }

    [Fact]
    public void Rows_are_scored_by_their_columns()
    {
        using ManagedPolicy policy = ManagedPolicy.Load(HandMadePolicies.Columns(), new() { MaxBatchSize = 2 });
        float[] qValues = new float[6];
        int[] actions = new int[3];

        policy.Evaluate(
            PolicyRows.FromRows(policy, Enumerable.Range(0, 3).Select(i => new { Age = 10 * i, Member = i == 1, Scores = new[] { 1f, 2 } })),
            qValues,
            actions);

        Assert.Equal([1, 2, 11, 12, 21, 2], qValues);
        Assert.Equal([1, 1, 0], actions);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Several_rows_are_no_row_to_act_on(int count)
    {
        using ManagedPolicy policy = ManagedPolicy.Load(HandMadePolicies.Columns());
        PolicyRows rows = PolicyRows.FromRows(
            policy, Enumerable.Repeat(new { Age = 1, Member = true, Scores = new[] { 1f, 2 } }, count));

        Assert.Equal($"There are {count} rows, but Act takes one: pass several to Evaluate. (Parameter 'row')", Message(() => policy.Act(rows)));
    }

    [Fact]
    public void A_call_allocates_nothing()
    {
        using ManagedPolicy policy = ManagedPolicy.Load(HandMadePolicies.Random(4, 64, 3));
        float[] states = HandMadePolicies.States(4 * 40), qValues = new float[3 * 40];
        int[] actions = new int[40];
        policy.Evaluate(states, qValues, actions);
        policy.Act(states.AsSpan(0, 4));

        Assert.Equal(0, Allocation.Least(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                policy.Evaluate(states, qValues, actions);
                policy.Act(states.AsSpan(0, 4));
            }
        }));
    }

    [Fact]
    public void Threads_may_ask_at_once()
    {
        using ManagedPolicy policy = ManagedPolicy.Load(HandMadePolicies.Random(4, 64, 3));
        float[] states = HandMadePolicies.States(4 * 200);
        float[] expected = new float[3 * 200];
        policy.QValues(states, expected);

        Parallel.For(0, 8, _ =>
        {
            float[] qValues = new float[3 * 200];
            for (int i = 0; i < 50; i++)
            {
                policy.QValues(states, qValues);
                Assert.Equal(expected, qValues);
            }
        });
    }

    [Fact]
    public async Task Two_policies_act_in_many_threads_until_they_are_disposed()
    {
        byte[][] models = [HandMadePolicies.Random(4, 33, 3, 1), HandMadePolicies.Random(4, 33, 3, 2)];
        float[] states = HandMadePolicies.States(4 * 300);
        ManagedPolicy[] policies = [.. models.Select(model => ManagedPolicy.Load(model))];
        float[][] expected = [.. policies.Select(policy =>
        {
            float[] qValues = new float[3 * 300];
            policy.QValues(states, qValues);
            return qValues;
        })];
        using CountdownEvent running = new(8);

        Task[] callers = [.. Enumerable.Range(0, 8).Select(caller => Task.Factory.StartNew(
            () =>
            {
                float[] qValues = new float[3 * 300];
                for (int i = 0; ; i++)
                {
                    try
                    {
                        policies[(caller + i) % 2].QValues(states, qValues);
                    }
                    catch (ObjectDisposedException)
                    {
                        return;
                    }

                    Assert.Equal(expected[(caller + i) % 2], qValues);
                    if (i == 3)
                        running.Signal();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];
        Assert.True(running.Wait(TimeSpan.FromSeconds(30)));
        Array.ForEach(policies, policy => policy.Dispose());
        await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void An_operator_that_is_not_computed_is_named_with_what_to_do()
    {
        ModelProto model = ModelProto.Parser.ParseFrom(HandMadePolicies.Foreign());
        model.Graph.Node.Add(new NodeProto
        {
            OpType = "TopK",
            Input = { "obs" },
            Output = { "greatest", "places" },
            Attribute = { OnnxAttribute.Int("k", 1).Proto },
        });

        string message = Assert.Throws<PolicyFormatException>(() => ManagedPolicy.Load(model.ToByteArray())).Message;

        Assert.Equal(
            "The ONNX model uses the operator 'TopK', which is not supported without a native runtime: run the model with ONNX Runtime, "
            + "with OnnxPolicy of the package DeepQ.Serving.",
            message);
    }

    [Fact]
    public void A_policy_that_was_disposed_says_so()
    {
        ManagedPolicy policy = ManagedPolicy.Load(HandMadePolicies.Linear());
        policy.Dispose();
        policy.Dispose();

        Assert.Throws<ObjectDisposedException>(() => policy.Act([1, 1]));
    }

    [Fact]
    public void Options_load_by_the_runtime_that_they_are_of()
    {
        using ModelPolicy managed = ((PolicyOptions)new ManagedPolicyOptions()).Load(HandMadePolicies.Linear());
        using ModelPolicy onnx = ((PolicyOptions)new OnnxPolicyOptions()).Load(HandMadePolicies.Linear());

        Assert.Equal(("Managed", "CPUExecutionProvider"), (managed.ExecutionProvider, onnx.ExecutionProvider));
    }

    private static string Message(Action use) => Assert.Throws<ArgumentException>(use).Message;
}
