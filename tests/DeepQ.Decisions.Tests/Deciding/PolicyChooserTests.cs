using DeepQ.Decisions.Deciding;
using DeepQ.Decisions.Diagnostics;

namespace DeepQ.Decisions.Tests.Deciding;

public sealed class PolicyChooserTests : IDisposable
{
    private readonly DecisionMeter _meter = new();
    private readonly CounterReader _fallbacks;
    private readonly ToldErrors _told = new();
    private readonly PolicyChooser _chooser;

    public PolicyChooserTests()
    {
        _fallbacks = new(_meter, "deepq.decisions.fallbacks");
        DecisionOptions options = new() { StateSize = 2, ActionNames = ["a", "b", "c"] };
        _chooser = new(ActionSet.Of(options), _meter, _told, new Random(1));
    }

    public void Dispose()
    {
        _fallbacks.Dispose();
        _meter.Dispose();
    }

    [Theory]
    [InlineData("probability NaN for action 0", double.NaN, 1, 0)]
    [InlineData("probability -0.5 for action 1", 1.5, -0.5, 0)]
    [InlineData("probability 0.5 for action 2, which is not allowed", 0.5, 0, 0.5)]
    [InlineData("probabilities of 0.75 in total", 0.25, 0.5, 0)]
    [InlineData("probabilities of 0 in total", 0, 0, 0)]
    public void An_exploration_that_gives_no_distribution_fails(string problem, double a, double b, double c)
    {
        Assert.False(Chooses(new FixedPolicy("v1", 1, 3, 2), new Given([a, b, c]), [true, true, false]));
        Assert.Equal(1, _fallbacks.Total);
        Assert.Contains(problem, Assert.Single(_told.All).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exploration_that_gives_a_distribution_is_taken() =>
        Assert.True(Chooses(new FixedPolicy("v1", 1, 3, 2), new Given([0.25, 0.75 + 1e-10, 0]), [true, true, false]));

    [Fact]
    public void A_policy_whose_version_cannot_be_read_fails()
    {
        FixedPolicy policy = new("v1", 1, 3, 2) { NextVersion = () => throw new IOException() };
        Assert.False(Chooses(policy));
        Assert.StartsWith("The policy unknown failed", Assert.Single(_told.All).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_whose_version_no_log_keeps_fails()
    {
        Assert.False(Chooses(new FixedPolicy("v\0", 1, 3, 2)));
        Assert.StartsWith("Version has U+0000 at position 1", Assert.Single(_told.All).Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, true, 3)]
    [InlineData(100, false, 10)]
    public void A_policy_that_changes_is_looked_at_ten_times(int changes, bool isChosen, int looks)
    {
        int version = 0;
        FixedPolicy policy = new("v1", 1, 3, 2) { NextVersion = () => $"{version = Math.Min(version + 1, changes)}" };
        Assert.Equal(isChosen, Chooses(policy));
        Assert.Equal(looks, policy.Evaluations);
    }

    [Fact]
    public void Each_reason_is_told_once()
    {
        FixedPolicy[] policies =
        [
            new("v1", 1, 3, 2) { Failure = new IOException() },
            new("v2", 1, 3, 2) { Failure = new IOException() },
            new("v2", 1, 3, 2) { Failure = new InvalidOperationException() },
        ];
        for (int i = 0; i < 9; i++)
            Assert.False(Chooses(policies[i % 3]));
        Assert.Equal(9, _fallbacks.Total);
        Assert.Equal(3, _told.All.Count);
    }

    [Fact]
    public void Actions_that_change_no_longer_fit()
    {
        string[] names = ["a", "b", "c"];
        FixedPolicy policy = new("v1", 1, 3, 2) { ActionNames = names };
        Assert.True(Chooses(policy));
        policy.ActionNames = ["a", "c", "b"];
        Assert.False(Chooses(policy));
        policy.ActionNames = names;
        Assert.True(Chooses(policy));
        (names[1], names[2]) = ("c", "b");
        policy.NextVersion = () => "v2";
        Assert.False(Chooses(policy));
    }

    private bool Chooses(FixedPolicy policy, ExplorationStrategy? exploration = null, bool[]? allowed = null) =>
        _chooser.TryChoose(
            policy,
            new(new DecisionRequest(new float[] { 1, 2 }) { Allowed = allowed }, 3, []),
            exploration ?? ExplorationStrategy.Greedy,
            out _);

    private sealed record Given(double[] Probabilities) : ExplorationStrategy
    {
        protected override void FillAllowed(
            ReadOnlySpan<float> qValues, ReadOnlySpan<bool> allowed, int greedy, Span<double> probabilities) =>
            Probabilities.CopyTo(probabilities);
    }
}
