using DeepQ.Learning.Data;
using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.OffPolicy;

public sealed class PolicyProbabilitiesTests
{
    // Four million probabilities and more are not kept.
    private const int Actions = 30_000;

    [Fact]
    public void A_soft_policy_over_very_many_actions_is_computed_for_the_rows_that_are_asked_for()
    {
        int asked = 0;
        PolicyProbabilities policy = PolicyProbabilities.Soft(Rows(), (states, logits) =>
        {
            asked += states.Values.Length;
            logits.Clear();
            for (int i = 0; i < states.Values.Length; i++)
                logits[i * Actions] = states.Values[i];
        }, temperature: 0.5);
        Assert.Equal(0, asked);

        float[] probabilities = new float[2 * Actions];
        policy.Successors([7, 3], probabilities);
        Assert.Equal(2, asked);
        // The states are the numbers of the rows; of the first action the logit is that number, of all others 0.
        Assert.Equal(Math.Exp(8 / 0.5) / (Math.Exp(8 / 0.5) + Actions - 1), probabilities[0], 1e-6);
        Assert.Equal(Math.Exp(4 / 0.5) / (Math.Exp(4 / 0.5) + Actions - 1), probabilities[Actions], 1e-6);
        Assert.Equal(1, probabilities[..Actions].Sum(p => (double)p), 1e-4);
        policy.States([7, 3], probabilities);
        Assert.Equal(Math.Exp(7 / 0.5) / (Math.Exp(7 / 0.5) + Actions - 1), probabilities[0], 1e-6);
    }

    [Fact]
    public void Of_a_greedy_one_the_actions_are_kept()
    {
        int asked = 0;
        PolicyProbabilities policy = PolicyProbabilities.Greedy(Rows(), (states, q) =>
        {
            asked += states.Values.Length;
            q.Clear();
            for (int i = 0; i < states.Values.Length; i++)
                q[(i * Actions) + (int)states.Values[i]] = 1;
        });
        float[] probabilities = new float[Actions];
        policy.States([5], probabilities);
        Assert.Equal((1f, 1f), (probabilities[5], probabilities.Sum()));
        policy.Successors([5], probabilities);
        Assert.Equal((1f, 1f), (probabilities[6], probabilities.Sum()));
        Assert.Equal(2 * 200, asked);
    }

    [Fact]
    public void Where_no_action_is_known_the_other_policy_is_asked()
    {
        PolicyProbabilities other = new(
            (_, _) => throw new InvalidOperationException(), (rows, probabilities) => probabilities.Fill(rows[0]));
        PolicyProbabilities policy = PolicyProbabilities.Known(2, [0, 1, 0], [1, -1, 0], other);
        float[] probabilities = new float[6];
        policy.Successors([0, 1, 2], probabilities);
        Assert.Equal([0, 1, 1, 1, 1, 0], probabilities);
        policy.States([1, 0, 2], probabilities);
        Assert.Equal([0, 1, 1, 0, 1, 0], probabilities);
    }

    private static TransitionTable Rows()
    {
        ReplayBuffer transitions = new(200, 1);
        for (int i = 0; i < 200; i++)
            transitions.Add([i], 0, 0, [i + 1], terminated: i == 199);
        return new TransitionTable(ChainLog.Wrap(transitions, Actions, [new("a", 0, 200, EpisodeEnd.Terminated, null)]));
    }
}
