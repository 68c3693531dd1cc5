using DeepQ.Serving;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;
using DeepQ.Serving.Tests;

namespace DeepQ.Policies.Tests.Policies;

/// <summary>Several threads score the runs of one long batch.</summary>
public sealed class ThreadsTests
{
    private const int Rows = 1_003;

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_answer_is_that_of_one_thread_to_the_last_bit(int threads)
    {
        byte[] model = HandMadePolicies.Random(inputs: 4, width: 32, actions: 3);
        float[] states = HandMadePolicies.States(4 * Rows);
        Random random = new(3);
        bool[] legal = [.. Enumerable.Range(0, 3 * Rows).Select(i => i % 3 == 1 || random.NextDouble() < 0.5)];
        using ManagedPolicy one = ManagedPolicy.Load(model, new() { MaxBatchSize = 64 });
        using ManagedPolicy several = ManagedPolicy.Load(model, new() { MaxBatchSize = 64, Threads = threads });

        foreach (bool[] mask in (bool[][])[[], legal])
        {
            (float[] expected, int[] actions) = (new float[3 * Rows], new int[Rows]);
            (float[] actual, int[] chosen) = (new float[3 * Rows], new int[Rows]);
            one.Evaluate(states, expected, actions, mask);
            several.Evaluate(states, actual, chosen, mask);
            Assert.Equal(expected, actual);
            Assert.Equal(actions, chosen);
        }
    }

    [Fact]
    public void Margins_and_distributions_are_those_of_one_thread()
    {
        byte[] model = HandMadePolicies.Categorical(new() { Margin = true, Distribution = true });
        float[] states = HandMadePolicies.States(Rows);
        using ManagedPolicy one = ManagedPolicy.Load(model, new() { MaxBatchSize = 100 });
        using ManagedPolicy several = ManagedPolicy.Load(model, new() { MaxBatchSize = 100, Threads = 3 });

        (PolicyScores expected, PolicyScores actual) = (one.Evaluate(states), several.Evaluate(states));

        for (int i = 0; i < Rows; i++)
        {
            Assert.Equal((expected.Action(i), expected.Margin(i)), (actual.Action(i), actual.Margin(i)));
            Assert.Equal(expected.Distributions(i), actual.Distributions(i));
        }
    }

    [Fact]
    public void Rows_of_columns_are_shared_too()
    {
        byte[] model = HandMadePolicies.Columns();
        using ManagedPolicy one = ManagedPolicy.Load(model, new() { MaxBatchSize = 10 });
        using ManagedPolicy several = ManagedPolicy.Load(model, new() { MaxBatchSize = 10, Threads = 3 });

        Assert.Equal(Answers(one), Answers(several));

        static float[] Answers(ManagedPolicy policy)
        {
            PolicyRows rows = PolicyRows.FromColumns(policy, new Dictionary<string, Array>
            {
                ["Age"] = Enumerable.Range(0, 95).Select(i => (long)i).ToArray(),
                ["Member"] = Enumerable.Range(0, 95).Select(i => i % 2 == 0).ToArray(),
                ["Scores"] = HandMadePolicies.States(2 * 95),
            });
            float[] qValues = new float[95 * policy.ActionCount];
            policy.Evaluate(rows, qValues, new int[95]);
            return qValues;
        }
    }

    [Fact]
    public void The_first_state_that_cannot_be_scored_is_named()
    {
        using ManagedPolicy policy = ManagedPolicy.Load(HandMadePolicies.Linear(), new() { MaxBatchSize = 8, Threads = 4 });
        float[] states = new float[2 * Rows];
        states.AsSpan(2 * 13).Fill(3e38f);

        for (int i = 0; i < 20; i++)
        {
            var error = Assert.Throws<UnscorableStateException>(() => policy.Act(states, new int[Rows]));
            Assert.Equal((13, 0), (error.State, error.Action));
        }
    }

    [Fact]
    public void Runs_are_under_way_at_once()
    {
        using Meeting policy = new(HandMadePolicies.Linear(), threads: 2);

        policy.Act(new float[2 * 2], new int[2]);

        Assert.True(policy.HaveMet);
    }

    [Fact]
    public async Task Callers_that_share_threads_all_get_their_own_answers()
    {
        byte[] model = HandMadePolicies.Random(inputs: 4, width: 32, actions: 3);
        using ManagedPolicy one = ManagedPolicy.Load(model);
        using ManagedPolicy several = ManagedPolicy.Load(model, new() { MaxBatchSize = 16, Threads = 3 });

        await Task.WhenAll(Enumerable.Range(1, 6).Select(seed => Task.Run(() =>
        {
            float[] states = HandMadePolicies.States(4 * 200, seed);
            (int[] expected, int[] actual) = (new int[200], new int[200]);
            one.Act(states, expected);
            for (int i = 0; i < 50; i++)
            {
                several.Act(states, actual);
                Assert.Equal(expected, actual);
            }
        })));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void At_least_one_thread_is_needed(int threads) =>
        Assert.StartsWith(
            "The value must be at least 1. (Parameter 'Threads')",
            Assert.Throws<ArgumentOutOfRangeException>(() => new ManagedPolicyOptions { Threads = threads }).Message,
            StringComparison.Ordinal);

    // Its runs, of one state each, wait for one another.
    private sealed class Meeting(byte[] model, int threads)
        : ModelPolicy(model, new ManagedPolicyOptions { MaxBatchSize = 1, Threads = threads })
    {
        private readonly CountdownEvent _missing = new(threads);

        public bool HaveMet => _missing.IsSet;

        public override string ExecutionProvider => "Test";

        protected override PolicyLane NewLane() => new WaitingLane(() =>
        {
            _missing.Signal();
            Assert.True(_missing.Wait(TimeSpan.FromMinutes(1)), "No other run began.");
        });

        protected override void Free() => _missing.Dispose();
    }
}
