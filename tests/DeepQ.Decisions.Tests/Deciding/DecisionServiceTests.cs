using DeepQ.Decisions.Diagnostics;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Storage;
using DeepQ.Decisions.Tests.Storage;
using static DeepQ.Decisions.Tests.LogBuilder;

namespace DeepQ.Decisions.Tests.Deciding;

public sealed class DecisionServiceTests : IDisposable
{
    private static readonly float[] State = [1, 2];

    private readonly MemoryStore _store = new();
    private readonly PolicyVersions _policies = new();
    private readonly SetTime _time = new();
    private readonly DecisionMeter _meter = new();

    public void Dispose() => _meter.Dispose();

    [Fact]
    public async Task Online_the_policy_draws_and_its_distribution_is_logged()
    {
        _policies.InUse = new FixedPolicy("v1", 1, 3, 2);
        await using DecisionService service = Service(Mode(DecisionMode.Online, ExplorationStrategy.EpsilonGreedy(0.3)));
        int[] drawn = new int[3];
        for (int i = 0; i < 3000; i++)
        {
            DecisionAnswer answer = await service.DecideAsync(State);
            Assert.Equal(answer.Action == 1 ? 0.8 : 0.1, answer.Probability!.Value, 12);
            drawn[answer.Action]++;
        }

        // Three standard deviations of a binomial: 3 √(3000 · 0.8 · 0.2) = 66, 3 √(3000 · 0.1 · 0.9) = 50.
        Assert.InRange(drawn[1], 2400 - 66, 2400 + 66);
        Assert.InRange(drawn[0], 300 - 50, 300 + 50);

        DecisionAnswer last = await service.DecideAsync(State, new[] { true, false, true }, "e");
        await last.Logged;
        Decision logged = Assert.IsType<Decision>(_store.Events[^1]);
        Assert.Equal((last.Id, last.Action, last.Name, last.Probability), (logged.Id, logged.Action, logged.Name, logged.Probability));
        Assert.Equal(State, logged.State.ToArray());
        Assert.Equal([true, false, true], logged.Allowed.ToArray());
        Assert.Equal([0.15, 0, 0.85], logged.Distribution.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(("v1", DecisionMode.Online, "e", 1.0), (logged.Version, logged.Mode, logged.EpisodeId, logged.LoggedProbability));
        Assert.Equal(Start, logged.Time);
    }

    [Theory]
    [InlineData(DecisionMode.LoggingOnly)]
    [InlineData(DecisionMode.Apprentice)]
    public async Task The_callers_own_action_is_taken_with_its_probability(DecisionMode mode)
    {
        _policies.InUse = new FixedPolicy("v1", 1, 3, 2);
        await using DecisionService service = Service(Mode(mode));
        DecisionAnswer answer = await service.DecideAsync(new DecisionRequest(State) { OwnAction = new(2, 0.25) });
        await answer.Logged;
        Assert.Equal((2, "c", 0.25, "caller"), (answer.Action, answer.Name, answer.Probability, answer.Version));
        Decision logged = Assert.IsType<Decision>(_store.Events[^1]);
        Assert.Equal((2, 0.25, mode), (logged.Action, logged.Probability, logged.Mode));
        bool isApprentice = mode == DecisionMode.Apprentice;
        Assert.Equal((isApprentice ? "v1" : null, isApprentice ? 1 : (int?)null), (logged.ApprenticeVersion, logged.ApprenticeAction));
    }

    [Fact]
    public async Task A_candidate_looks_on_before_the_policy_in_use()
    {
        (_policies.InUse, _policies.Candidate) = (new FixedPolicy("v1", 1, 3, 2), new FixedPolicy("v2", 9, 3, 2));
        await using DecisionService service = Service(Mode(DecisionMode.Apprentice));
        await (await service.DecideAsync(State)).Logged;
        Decision logged = Assert.IsType<Decision>(_store.Events[^1]);
        Assert.Equal(("baseline", 2, "v2", 0), (logged.Version, logged.Action, logged.ApprenticeVersion, logged.ApprenticeAction));
    }

    [Fact]
    public async Task A_policy_can_be_the_baseline()
    {
        FixedPolicy policy = new("v0", 5, 3, 2);
        await using DecisionService service = Service(Mode(DecisionMode.LoggingOnly), options => options.Baseline = policy.Act);
        DecisionAnswer answer = await service.DecideAsync(State);
        Assert.Equal((0, "a", 1.0, "baseline"), (answer.Action, answer.Name, answer.Probability, answer.Version));
    }

    [Fact]
    public async Task Off_the_baseline_acts_and_nothing_is_logged()
    {
        _policies.InUse = new FixedPolicy("v1", 1, 3, 2);
        await using DecisionService service = Service(Mode(DecisionMode.Off));
        DecisionAnswer answer = await service.DecideAsync(State);
        Assert.Equal((2, 1.0, "baseline"), (answer.Action, answer.Probability, answer.Version));
        await answer.Logged;
        await service.RewardAsync(answer.Id, 1);
        await service.ActivateAsync(answer.Id);
        await service.FlushAsync();
        Assert.IsType<SettingsChange>(Assert.Single(_store.Events));
    }

    [Fact]
    public async Task In_canary_mode_the_candidate_has_its_share_of_the_episodes_and_keeps_it()
    {
        (_policies.InUse, _policies.Candidate) = (new FixedPolicy("v1", 1, 3, 2), new FixedPolicy("v2", 9, 3, 2));
        await using DecisionService service = Service(Mode(DecisionMode.Canary) with { CanaryShare = 0.2 });
        HashSet<string> tried = [.. await Candidates()];
        Assert.InRange(tried.Count, 170, 230);
        Assert.Equal(tried, [.. await Candidates()]);
        await service.SwitchAsync(service.Settings with { CanaryShare = 0.4 });
        Assert.ProperSubset((await Candidates()).ToHashSet(), tried);
        await service.SwitchAsync(service.Settings with { CanaryShare = 0 });
        Assert.Empty(await Candidates());

        async Task<List<string>> Candidates()
        {
            List<string> found = [];
            for (int i = 0; i < 1000; i++)
            {
                if ((await service.DecideAsync(State, episodeId: $"episode {i}")).Version == "v2")
                    found.Add($"episode {i}");
            }

            return found;
        }
    }

    [Fact]
    public async Task A_policy_that_fails_is_counted_and_the_baseline_decides()
    {
        using CounterReader fallbacks = new(_meter, "deepq.decisions.fallbacks");
        await using DecisionService service = Service(Mode(DecisionMode.Online));
        Assert.Equal("baseline", (await service.DecideAsync(State)).Version);

        FixedPolicy[] unfit =
        [
            new("fails", 1, 2, 3) { Failure = new InvalidOperationException() },
            new("size", 1, 2, 3) { ObservationSize = 5 },
            new("count", 1, 2),
            new("names", 1, 2, 3) { ActionNames = ["a", "c", "b"] },
            new("nan", 1, float.NaN, float.NaN),
        ];
        foreach (FixedPolicy policy in unfit)
        {
            _policies.InUse = policy;
            Assert.Equal("baseline", (await service.DecideAsync(State)).Version);
            Assert.Equal("caller", (await service.DecideAsync(new DecisionRequest(State) { OwnAction = new(0) })).Version);
        }

        Assert.Equal(11, fallbacks.Total);
        _policies.InUse = new FixedPolicy("v1", 1, 2, 3) { ActionNames = ["a", "b", "c"] };
        Assert.Equal("v1", (await service.DecideAsync(State)).Version);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task Switches_hold_at_once_are_logged_and_leave_the_policy_alone()
    {
        FixedPolicy policy = new("v1", 1, 3, 2);
        _policies.InUse = policy;
        await using DecisionService service = Service(Mode(DecisionMode.Online));
        await service.SwitchAsync(Mode(DecisionMode.Online, ExplorationStrategy.Softmax(2)));
        Assert.Same(policy, _policies.InUse);
        Assert.NotEqual(1, (await service.DecideAsync(State)).Probability);
        await service.SwitchAsync(Mode(DecisionMode.Off));
        Assert.Equal("baseline", (await service.DecideAsync(State)).Version);
        Assert.Equal(
            [(DecisionMode.Online, "greedy"), (DecisionMode.Online, "softmax, temperature 2"), (DecisionMode.Off, "greedy")],
            _store.Events.OfType<SettingsChange>().Select(change => (change.Mode, change.Exploration)));
    }

    [Fact]
    public async Task A_switch_after_the_end_changes_nothing()
    {
        DecisionService service = Service(Mode(DecisionMode.LoggingOnly));
        await service.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => service.SwitchAsync(Mode(DecisionMode.Online)));
        Assert.Equal(DecisionMode.LoggingOnly, service.Settings.Mode);
    }

    [Fact]
    public async Task A_share_is_logged_by_episode_with_its_probability_and_rewards_of_the_rest_are_not()
    {
        using CounterReader unlogged = new(_meter, "deepq.decisions.unlogged");
        await using DecisionService service = Service(Mode(DecisionMode.LoggingOnly), options => options.LoggedShare = 0.25);
        for (int i = 0; i < 1000; i++)
        {
            DecisionAnswer first = await service.DecideAsync(State, episodeId: $"{i}");
            DecisionAnswer second = await service.DecideAsync(State, episodeId: $"{i}");
            await service.RewardAsync(first.Id, 1);
            await service.RewardAsync(second.Id, 1);
            await service.EndEpisodeAsync($"{i}");
        }

        Decision[] decisions = [.. _store.Events.OfType<Decision>()];
        int episodes = decisions.Select(decision => decision.EpisodeId).Distinct().Count();
        Assert.InRange(episodes, 200, 300);
        Assert.Equal(
            (2 * episodes, 2 * episodes, episodes),
            (decisions.Length, _store.Events.OfType<Reward>().Count(), _store.Events.OfType<EpisodeEnd>().Count()));
        Assert.All(decisions, decision => Assert.Equal(0.25, decision.LoggedProbability));
        Assert.Equal(5 * (1000 - episodes), unlogged.Total);
    }

    [Fact]
    public async Task Rewards_join_decisions_though_the_clock_steps_back()
    {
        await using DecisionService service = Service(Mode(DecisionMode.LoggingOnly));
        DecisionAnswer answer = await service.DecideAsync(new DecisionRequest(State) { EpisodeId = "e", WaitsForActivation = true });
        _time.Now = At(-180);
        await service.ActivateAsync(answer.Id);
        await service.RewardAsync(answer.Id, 2);
        await service.RewardAsync(answer.Id, 2);
        await service.RewardAsync(answer.Id, 3, "second part");
        await service.EndEpisodeAsync("e");
        JoinedLog log = new(_store, At(-160));
        JoinedRow row = Assert.Single((await log.SingleAsync()).Rows);
        Assert.Equal((answer.Id, 5.0, true), (row.Decision.Id, row.Reward, row.IsTerminal));
        Assert.Equal((1, 1), (log.Counts.DuplicateRewards, log.Counts.Rewarded));
    }

    [Fact]
    public async Task What_is_not_logged_is_told_to_those_who_wait_for_it()
    {
        await using DecisionService service = Service(Mode(DecisionMode.LoggingOnly));
        await service.FlushAsync();
        _store.Failure = new DecisionStoreException("full", isFull: true);
        DecisionAnswer answer = await service.DecideAsync(State);
        await Assert.ThrowsAsync<DecisionStoreException>(() => answer.Logged);
        await Assert.ThrowsAsync<DecisionStoreException>(() => service.RewardAsync(answer.Id, 1));
        _store.Failure = null;
        await service.RewardAsync(answer.Id, 1);
        await (await service.DecideAsync(State)).Logged;
        Assert.Equal(3, _store.Events.Count);
    }

    [Fact]
    public async Task With_WaitForLog_an_answer_is_durable()
    {
        await using DecisionService service = Service(Mode(DecisionMode.LoggingOnly), options => options.WaitForLog = true);
        await service.FlushAsync();
        _store.Gate = MemoryStore.Closed();
        ValueTask<DecisionAnswer> waiting = service.DecideAsync(State);
        Assert.False(waiting.IsCompleted);
        _store.Gate.SetResult();
        Assert.True((await waiting).Logged.IsCompletedSuccessfully);
        _store.Failure = new DecisionStoreException("full", isFull: true);
        await Assert.ThrowsAsync<DecisionStoreException>(async () => await service.DecideAsync(State));
    }

    [Fact]
    public async Task Erasure_reaches_what_is_still_on_its_way()
    {
        await using DecisionService service = Service(Mode(DecisionMode.LoggingOnly));
        await service.DecideAsync(new DecisionRequest(State) { EpisodeId = "e", SubjectId = "ann" });
        Assert.Equal(1, await service.EraseSubjectAsync("ann"));
        await service.DecideAsync(State, episodeId: "e");
        Assert.Equal(1, await service.EraseEpisodeAsync("e"));
        Assert.Single(_store.Events);
    }

    [Fact]
    public async Task Bad_requests_say_what_is_wrong_and_log_nothing()
    {
        await using DecisionService service = Service(Mode(DecisionMode.LoggingOnly));
        (DecisionRequest Request, string Problem)[] bad =
        [
            (new(new float[] { 1 }), "The state has 1 values, but must have 2."),
            (new(new[] { 1, float.NaN }), "The state has NaN at position 1; all values must be finite, and from -1E+30 to 1E+30."),
            (new(State) { Allowed = new[] { true } }, "The mask has 1 values, but there are 3 actions."),
            (new(State) { Allowed = new bool[3] }, "No action is allowed."),
            (new(State) { EpisodeId = "" }, "EpisodeId must have 1 to 256 characters, but has 0."),
            (new(State) { SubjectId = new('x', 257) }, "SubjectId must have 1 to 256 characters, but has 257."),
            (new(State) { EpisodeId = "e\0" }, "EpisodeId has U+0000 at position 1; a log cannot store NUL or unpaired surrogates."),
            (new(State) { SubjectId = "x\ud800" }, "SubjectId has U+D800 at position 1; a log cannot store NUL or unpaired surrogates."),
            (new(State) { SubjectId = "\ud83d\ude00\ude00x" }, "SubjectId has U+DE00 at position 2; "),
            (new(State) { Candidates = [new("a", default)] }, "The request has candidates: set DecisionOptions.CandidateFeatures"),
            (new(State) { OwnAction = new(3) }, "OwnAction is 3, which is not one of the 3 actions or is not allowed."),
            (new(State) { OwnAction = new(0, 0) }, "OwnAction has the probability 0; it must be above 0 and at most 1."),
        ];
        foreach ((DecisionRequest request, string problem) in bad)
        {
            ArgumentException error = await Assert.ThrowsAnyAsync<ArgumentException>(async () => await service.DecideAsync(request));
            Assert.StartsWith(problem, error.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAnyAsync<ArgumentException>(() => service.RewardAsync(Id(1), double.NaN));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => service.RewardAsync(Id(1), 1e31));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => service.RewardAsync(Id(1), 1, new('k', 257)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => service.RewardAsync(Id(1), 1, "k\0"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => service.EndEpisodeAsync(""));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => service.EndEpisodeAsync("\udfff"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => service.EraseEpisodeAsync("\udfff"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => service.EraseSubjectAsync("\ud800"));
        await service.FlushAsync();
        Assert.Single(_store.Events);
        await (await service.DecideAsync(State, episodeId: "\ud83d\ude00")).Logged;
    }

    [Fact]
    public async Task Without_anybody_who_decides_that_is_said()
    {
        await using DecisionService service = Service(Mode(DecisionMode.Online), options => options.Baseline = null);
        Assert.Contains(
            "set DecisionOptions.Baseline",
            (await Assert.ThrowsAsync<InvalidOperationException>(async () => await service.DecideAsync(State))).Message,
            StringComparison.Ordinal);
        await using DecisionService wrong = Service(Mode(DecisionMode.Online), options => options.Baseline = (_, _) => 7);
        Assert.Contains(
            "The baseline returned action 7",
            (await Assert.ThrowsAsync<InvalidOperationException>(async () => await wrong.DecideAsync(State))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_options_are_named()
    {
        (string Name, Action<DecisionOptions> Set)[] bad =
        [
            ("StateSize", options => options.StateSize = 0),
            ("ActionNames", options => options.ActionNames = ["a"]),
            ("ActionNames", options => options.ActionNames = ["a", "a"]),
            ("ActionNames", options => options.ActionNames = ["a", "b\0"]),
            ("CandidateFeatures", options => options.CandidateFeatures = -1),
            ("ActionNames", options => options.CandidateFeatures = 1),
            ("MostCandidates", options => options.MostCandidates = 0),
            ("MostCandidates", options => (options.ActionNames, options.CandidateFeatures) = ([], 263)),
            ("CandidateBaseline", options => options.CandidateBaseline = (_, _, _) => 0),
            ("Settings", options => options.Settings = null!),
            ("LoggedShare", options => options.LoggedShare = 0),
            ("MostLoggedProbabilities", options => options.MostLoggedProbabilities = -1),
            ("QueueCapacity", options => options.QueueCapacity = 0),
            ("Retention", options => options.Retention = TimeSpan.Zero),
        ];
        foreach ((string name, Action<DecisionOptions> set) in bad)
        {
            ArgumentException error = Assert.Throws<ArgumentException>(() => Service(Mode(DecisionMode.Off), set));
            Assert.StartsWith($"DecisionOptions.{name} must be ", error.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new DecisionSettings { CanaryShare = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new DecisionSettings { Mode = (DecisionMode)9 });
    }

    private static DecisionSettings Mode(DecisionMode mode, ExplorationStrategy? exploration = null) =>
        new() { Mode = mode, Exploration = exploration ?? ExplorationStrategy.Greedy };

    private DecisionService Service(DecisionSettings settings, Action<DecisionOptions>? configure = null)
    {
        DecisionOptions options = new()
        {
            StateSize = 2,
            ActionNames = ["a", "b", "c"],
            Baseline = (_, _) => 2,
            Settings = settings,
        };
        configure?.Invoke(options);
        return new(options, _store, _policies, new Random(1), _time, _meter);
    }
}
