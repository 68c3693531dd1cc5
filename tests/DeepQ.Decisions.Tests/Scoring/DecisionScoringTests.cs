using DeepQ.Decisions.Events;
using DeepQ.Decisions.Scoring;
using DeepQ.Decisions.Tests.Deciding;
using DeepQ.Serving;

namespace DeepQ.Decisions.Tests.Scoring;

public sealed class DecisionScoringTests
{
    // The state is (1, 0.5).
    private static readonly Decision Among = LogBuilder.Decide(1, 0) with
    {
        CandidateCount = 3,
        Candidates = new float[] { 1, 0, 5, 2, 2, 0 },
        Allowed = default,
    };

    [Fact]
    public void Each_candidate_of_a_logged_decision_has_its_value()
    {
        using ManagedPolicy policy = LinearPolicy.Over(10, 2, 1, -1);
        Assert.Equal([12, 14, 13], policy.QValues(Among));
    }

    [Fact]
    public void Each_action_of_a_logged_decision_has_its_value() =>
        Assert.Equal([1, 3, 2], new FixedPolicy("v1", 1, 3, 2).QValues(LogBuilder.Decide(1, 0)));

    [Fact]
    public void A_policy_that_observes_something_else_is_refused()
    {
        using ManagedPolicy narrow = LinearPolicy.Over(10, 2, 1);
        string message = Assert.Throws<ArgumentException>(() => narrow.QValues(Among)).Message;
        Assert.StartsWith(
            $"The policy observes 3 values and has 1 actions, but the decision {Among.Id} has a state of 2 values and 3 candidates of 2 features.",
            message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new FixedPolicy("v1", 1, 2) { ObservationSize = 4 }.QValues(Among));
        Assert.Throws<ArgumentException>(() => new FixedPolicy("v1", 1, 2) { ObservationSize = 3 }.QValues(LogBuilder.Decide(1, 0)));
    }
}
