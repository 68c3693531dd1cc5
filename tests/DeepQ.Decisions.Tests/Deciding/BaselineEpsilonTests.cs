using DeepQ.Decisions.Events;
using DeepQ.Decisions.Tests.Storage;

namespace DeepQ.Decisions.Tests.Deciding;

public sealed class BaselineEpsilonTests
{
    private static readonly float[] State = [1, 2];

    [Fact]
    public async Task A_baseline_that_explores_logs_the_whole_distribution()
    {
        MemoryStore store = new();
        await using DecisionService service = Service(store, new() { BaselineEpsilon = 0.3 });
        int[] drawn = new int[3];
        for (int i = 0; i < 3000; i++)
        {
            DecisionAnswer answer = await service.DecideAsync(State);
            Assert.Equal(answer.Action == 2 ? 0.8 : 0.1, answer.Probability!.Value, 12);
            drawn[answer.Action]++;
        }

        // Three standard deviations of a binomial: 3 √(3000 · 0.1 · 0.9) = 50.
        Assert.InRange(drawn[0], 300 - 50, 300 + 50);
        Assert.InRange(drawn[1], 300 - 50, 300 + 50);
        DecisionAnswer masked = await service.DecideAsync(State, new[] { true, false, true });
        await masked.Logged;
        Decision logged = Assert.IsType<Decision>(store.Events[^1]);
        Assert.Equal([0.15, 0, 0.85], logged.Distribution.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal("baseline", logged.Version);
        Assert.Equal("ε-greedy, ε = 0.1; baseline ε = 0.3", Assert.IsType<SettingsChange>(store.Events[0]).Exploration);
    }

    [Fact]
    public async Task Off_and_the_callers_own_action_leave_nothing_to_chance()
    {
        await using DecisionService service = Service(new(), new() { BaselineEpsilon = 1 });
        for (int i = 0; i < 20; i++)
            Assert.Equal((0, 1), await Own());
        await service.SwitchAsync(service.Settings with { Mode = DecisionMode.Off });
        for (int i = 0; i < 20; i++)
            Assert.Equal(2, (await service.DecideAsync(State)).Action);

        async Task<(int, double)> Own()
        {
            DecisionAnswer answer = await service.DecideAsync(new DecisionRequest(State) { OwnAction = new(0, 1) });
            return (answer.Action, answer.Probability!.Value);
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void An_epsilon_out_of_range_is_refused(double epsilon) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DecisionSettings { BaselineEpsilon = epsilon });

    private static DecisionService Service(MemoryStore store, DecisionSettings settings) => new(
        new() { StateSize = 2, ActionNames = ["a", "b", "c"], Baseline = (_, _) => 2, Settings = settings },
        store,
        new PolicyVersions(),
        new Random(1));
}
