using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tabular;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Evaluation;

public sealed class PolicyEvaluationTests
{
    [Fact]
    public void The_mean_and_the_deviation_are_those_of_the_returns()
    {
        EvaluationResult result = PolicyEvaluation.Run(
            new CartPole(), state => state[2] < 0 ? 0 : 1, 20, new Xoshiro256(1));
        Assert.Equal(20, result.Returns.Count);
        Assert.Equal(result.Returns.Sum() / 20, result.MeanReturn, 10);
        double variance = result.Returns.Sum(value => Math.Pow(value - result.MeanReturn, 2)) / 20;
        Assert.Equal(Math.Sqrt(variance), result.StandardDeviation, 10);
    }

    [Fact]
    public void One_seed_gives_one_result()
    {
        Assert.Equal(Run(4).Returns, Run(4).Returns);
        Assert.NotEqual(Run(4).Returns, Run(5).Returns);

        static EvaluationResult Run(ulong seed) =>
            PolicyEvaluation.Run(new CartPole(), state => state[2] < 0 ? 0 : 1, 10, new Xoshiro256(seed));
    }

    [Fact]
    public void A_policy_sees_which_actions_are_legal()
    {
        // Action 1 ends the episode with 1, but only in state 1, where action 0 leads.
        EvaluationResult result = PolicyEvaluation.Run(
            Door(), (_, legal) => legal[1] ? 1 : 0, 2, new Xoshiro256(1));
        Assert.Equal([1, 1], result.Returns);
    }

    [Fact]
    public void An_illegal_action_is_refused_by_its_name()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => PolicyEvaluation.Run(Door(), _ => 1, 1, new Xoshiro256(1)));
        Assert.StartsWith("The policy chose action 1 (open) of Door, ", error.Message, StringComparison.Ordinal);
    }

    private static MaskedEnvironment Door() => new(
        new TabularEnvironment(
            "Door",
            new DiscreteSpace("walk", "open"),
            [1, 0],
            (_, action) => [new TabularTransition(1, 1, action, action == 1)]),
        (state, action) => action == 0 || state == 1);

    [Fact]
    public void An_evaluation_can_be_canceled() => Assert.Throws<OperationCanceledException>(
        () => PolicyEvaluation.Run(
            new CartPole(), _ => 0, 1, new Xoshiro256(1), cancellationToken: new CancellationToken(canceled: true)));

    [Fact]
    public void An_episode_that_does_not_end_is_cut_off_and_counted()
    {
        // Against the wall for ever: −1 a step.
        EvaluationResult result = PolicyEvaluation.Run(new CliffWalking(), _ => 3, 2, new Xoshiro256(1), maxSteps: 50);
        Assert.Equal([-50, -50], result.Returns);
        Assert.Equal(2, result.CutOff);
        Assert.Equal("mean return -50, standard deviation 0, 2 episodes, of which 2 did not end", result.ToString());
        Assert.Equal(10_000, -PolicyEvaluation.Run(new CliffWalking(), _ => 3, 1, new Xoshiro256(1)).MeanReturn);
    }

    [Fact]
    public void An_episode_that_ends_with_the_last_step_is_whole()
    {
        EvaluationResult result = PolicyEvaluation.Run(new CartPole(maxSteps: 3), _ => 0, 1, new Xoshiro256(1), maxSteps: 3);
        Assert.Equal((3, 0), (result.MeanReturn, result.CutOff));
        Assert.Equal("mean return 3, standard deviation 0, 1 episode", result.ToString());
    }
}
