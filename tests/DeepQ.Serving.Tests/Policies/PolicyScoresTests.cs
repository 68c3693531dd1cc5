using DeepQ.Onnx.Policies;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;

namespace DeepQ.Serving.Tests.Policies;

public sealed class PolicyScoresTests
{
    private static readonly float Ln3 = MathF.Log(3);

    [Fact]
    public void A_margin_is_the_best_value_less_the_next()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(
            HandMadePolicies.Rows([1, 2, 4], ["a", "b", "c"], new() { Margin = true }));

        PolicyScores scores = policy.Evaluate([1, -1]);

        Assert.Equal(2, scores.Count);
        Assert.Equal([1f, 2, 4], scores.QValues(0).ToArray());
        Assert.Equal((2, 2f), (scores.Action(0), scores.Margin(0)));
        Assert.Equal((0, 1f), (scores.Action(1), scores.Margin(1)));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_margin_is_that_of_the_legal_actions_whatever_the_file_says_of_masks(bool optional, bool required)
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Rows(
            [1, 2, 4], ["a", "b", "c"], new() { Margin = true, ActionMask = optional, ActionMaskRequired = required }));
        PolicyScores scores = new(policy, capacity: 3);

        policy.Evaluate([1, 1, 1], scores, [true, true, false, true, false, true, true, true, true]);
        Assert.Equal([(1, 1f), (2, 3f), (2, 2f)], Enumerable.Range(0, 3).Select(i => (scores.Action(i), scores.Margin(i))));

        policy.Evaluate([1], scores, [false, true, false]);
        Assert.Equal((1, 1), (scores.Count, scores.Action(0)));
        Assert.True(scores.Margin(0) > 1e38f);
        if (required)
            return;

        // A mask of one call is not that of the next.
        policy.Evaluate([1], scores);
        Assert.Equal((2, 2f), (scores.Action(0), scores.Margin(0)));
    }

    [Fact]
    public void Probabilities_sum_to_one_and_their_mean_is_the_value()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(
            HandMadePolicies.Categorical(new() { Margin = true, Distribution = true }));

        PolicyScores scores = policy.Evaluate([Ln3, 0]);

        Assert.Equal([0f, 10], policy.Signature.Distribution!.Returns);
        Assert.True(policy.Signature.Distribution.IsCategorical);
        AssertNear([0.25f, 0.75f], scores.Distribution(0, 0));
        AssertNear([0.1f, 0.9f], scores.Distribution(0, 1));
        AssertNear([0.25f, 0.75f, 0.1f, 0.9f], scores.Distributions(0));
        AssertNear([0.5f, 0.5f], scores.Distribution(1, 1));
        AssertNear([7.5f, 9], scores.QValues(0));
        Assert.Equal(1.5f, scores.Margin(0), 1e-5f);
        for (int action = 0; action < 2; action++)
        {
            Assert.Equal(1, scores.Distribution(0, action).ToArray().Sum(), 1e-6f);
            Assert.Equal(scores.QValues(0)[action], policy.Signature.Distribution.Mean(scores.Distribution(0, action)), 1e-5);
        }
    }

    [Fact]
    public void Quantiles_have_the_value_as_their_mean()
    {
        byte[] model = PolicyGraph.ToBytes(
            [new LinearLayer(new float[] { 1, 3, 2, 7 }, new float[4]), new QuantileLayer(2)],
            HandMadePolicies.Metadata([1], ["a", "b"]),
            new PolicyGraphOptions { Distribution = true });
        using OnnxPolicy policy = OnnxPolicy.Load(model);

        PolicyScores scores = policy.Evaluate([2]);

        Assert.False(policy.Signature.Distribution!.IsCategorical);
        Assert.Equal([4f, 14], scores.Distribution(0, 1).ToArray());
        Assert.Equal(9, policy.Signature.Distribution.Mean(scores.Distribution(0, 1)));
        Assert.Equal([4f, 9], scores.QValues(0).ToArray());
    }

    [Fact]
    public void A_long_call_is_scored_in_runs_and_rows_as_states()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(
            HandMadePolicies.Categorical(new() { Margin = true, Distribution = true }), new() { MaxBatchSize = 3 });
        float[] states = [.. Enumerable.Range(0, 10).Select(i => i * 0.1f)];

        PolicyScores scores = policy.Evaluate(states);
        PolicyScores rows = new(policy, capacity: 10);
        policy.Evaluate(PolicyRows.FromRows(policy, states.Select(state => new { State = new[] { state } })), rows);

        for (int i = 0; i < states.Length; i++)
        {
            PolicyScores one = policy.Evaluate([states[i]]);
            Assert.Equal(one.Margin(0), scores.Margin(i), 1e-5f);
            AssertNear(one.Distributions(0).ToArray(), scores.Distributions(i));
            Assert.Equal(scores.Distributions(i).ToArray(), rows.Distributions(i).ToArray());
        }
    }

    [Fact]
    public void Calls_with_and_without_scores_take_turns()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Rows([1, 2], ["a", "b"], new() { Margin = true }));
        PolicyScores scores = new(policy, capacity: 1);

        for (int i = 1; i <= 3; i++)
        {
            Assert.Equal(1, policy.Act([i]));
            policy.Evaluate([i], scores);
            Assert.Equal(i, scores.Margin(0));
            Assert.Equal([1, 1], ActTwice(policy, i));
        }

        static int[] ActTwice(OnnxPolicy policy, float state)
        {
            int[] actions = new int[2];
            policy.Act([state, state], actions);
            return actions;
        }
    }

    [Fact]
    public void What_is_not_there_is_told()
    {
        using OnnxPolicy plain = OnnxPolicy.Load(HandMadePolicies.Rows([1, 2], ["a", "b"]));
        using OnnxPolicy other = OnnxPolicy.Load(HandMadePolicies.Rows([1, 2, 3], ["a", "b", "c"]));
        PolicyScores scores = plain.Evaluate([1]);

        Assert.Equal(
            "The file of the policy has no margins: export it with PolicyGraphOptions.Margin.",
            Assert.Throws<InvalidOperationException>(() => scores.Margin(0)).Message);
        Assert.Throws<InvalidOperationException>(() => { _ = scores.Distribution(0, 0); });
        Assert.Throws<ArgumentOutOfRangeException>(() => scores.Action(1));
        Assert.Equal(
            "There is room for 1 states, not 2.",
            Assert.Throws<ArgumentException>(() => plain.Evaluate([1, 1], scores)).Message);
        Assert.Equal(
            "The scores were created for a policy with other outputs.",
            Assert.Throws<ArgumentException>(() => other.Evaluate([1], scores)).Message);
    }

    private static void AssertNear(float[] expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);
    }
}
