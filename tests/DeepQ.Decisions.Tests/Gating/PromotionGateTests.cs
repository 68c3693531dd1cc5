using System.Text.Json;
using DeepQ.Decisions.Gating;
using DeepQ.Decisions.Policies;
using DeepQ.Decisions.Promotion;
using DeepQ.Decisions.Tests.Deciding;
using DeepQ.Decisions.Tests.Storage;

namespace DeepQ.Decisions.Tests.Gating;

/// <summary>The first kind of customers buys books, the second games; the baseline offers books.</summary>
public sealed class PromotionGateTests : IDisposable
{
    private static readonly VersionCard Card = new("""{"title": "by hand"}""", "# By hand\n");
    private static readonly byte[] Best = ShopModel.Preferring(1, -1), Worst = ShopModel.Preferring(-1, 1), Books = ShopModel.Preferring(1, 1);

    private readonly TemporaryFolder _folder = new();
    private readonly MemoryStore _store = new();
    private readonly SetTime _time = new();
    private readonly PolicyRegistry _registry;
    private readonly Random _random = new(3);

    private int _visits;

    // What each kind buys with which probability: books, games.
    private double[,] _chances = { { 0.8, 0.1 }, { 0.2, 0.7 } };

    public PromotionGateTests() => _registry = new(Path.Combine(_folder.FullName, "policies"), time: _time);

    public void Dispose()
    {
        _registry.Dispose();
        _store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder.Dispose();
    }

    [Fact]
    public async Task While_the_registry_is_held_nothing_is_promoted_tried_or_taken_back()
    {
        await Visit(2_000, new() { BaselineEpsilon = 0.5 });
        _registry.Promote(_registry.Add(Worst, Card, "by hand").Name, "by hand");
        _registry.Hold("complaints");

        Proposal proposal = await Gate().ProposeAsync(Best, Card, "learned");
        Assert.Equal((RegistryAction.Refused, 1), (proposal.Action, _registry.VersionInUse!.Number));
        Assert.Matches(
            @"^Not promoted: automatic changes are held since 20\d\d-\d\d-\d\d \d\d:\d\d UTC \(complaints\)\. What the log says: Promoted: ", proposal.Reason);

        _time.Now = _time.Now.AddHours(1);
        await Visit(2_000, Online());
        WatchVerdict verdict = await Gate().LookAsync();
        Assert.Null(verdict.Action);
        Assert.StartsWith("Nothing is done: automatic changes are held since ", verdict.Reason, StringComparison.Ordinal);
        Assert.Equal(1, _registry.VersionInUse!.Number);

        // Nor is a version on trial taken back because it is proposed again.
        RegisteredVersion tried = _registry.Add(Books, Card, "by hand");
        _registry.Try(tried.Name, "by hand");
        Assert.Equal(RegistryAction.Held, (await Gate().ProposeAsync(Books, Card, "learned")).Action);
        Assert.Equal(tried, _registry.CandidateVersion);
        _registry.Refuse(tried.Name, "by hand");

        _registry.Release("mended");
        Assert.Equal(RegistryAction.RolledBack, (await Gate().LookAsync()).Action);
    }

    [Fact]
    public async Task A_better_candidate_comes_into_use_with_what_was_found_on_its_card()
    {
        await Visit(2_000, new() { BaselineEpsilon = 0.5 });
        Proposal proposal = await Gate().ProposeAsync(Best, Card, "learned");
        Assert.Equal((RegistryAction.Promoted, proposal.Version), (proposal.Action, _registry.VersionInUse));
        Assert.Equal(["candidate", "baseline"], proposal.Evaluation.Policies.Select(policy => policy.Name));

        // (0.8 + 0.7) / 2 against (0.8 + 0.2) / 2, by half of the visits.
        Assert.InRange(proposal.Evaluation.Policies[0].Value.Value, 0.69, 0.81);
        Assert.InRange(proposal.Evaluation.Difference(0, 1).Value, 0.19, 0.31);
        Assert.InRange(proposal.Evaluation.Decisions, 930, 1_070);

        string folder = proposal.Version.Folder, markdown = File.ReadAllText(Path.Combine(folder, "card.md"));
        Assert.Contains("# By hand", markdown);
        Assert.Contains("Promoted: the candidate is worth", markdown);
        JsonElement card = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "card.json"))).RootElement;
        Assert.Equal("by hand", card.GetProperty("title").GetString());
        JsonElement judgment = card.GetProperty("judgment");
        Assert.True(judgment.GetProperty("isPromoted").GetBoolean());
        Assert.Equal(
            proposal.Evaluation.Policies[0].Value.Value,
            judgment.GetProperty("policies")[0].GetProperty("value").GetProperty("value").GetDouble());
        Assert.Equal(proposal.Reason, _registry.History[^1].Why);
    }

    [Fact]
    public async Task A_candidate_that_is_not_better_is_kept_and_refused()
    {
        await Visit(2_000, new() { BaselineEpsilon = 0.5 });
        Proposal worse = await Gate().ProposeAsync(Worst, Card, "learned"), same = await Gate().ProposeAsync(Books, Card, "learned");
        Assert.Equal((RegistryAction.Refused, RegistryAction.Refused), (worse.Action, same.Action));
        Assert.Contains("its value is not higher", worse.Reason);
        Assert.Equal((2, null), (_registry.Versions.Count, _registry.VersionInUse));
        Assert.Contains(worse.Reason, File.ReadAllText(Path.Combine(worse.Version.Folder, "card.md")));
    }

    [Fact]
    public async Task What_nobody_learns_from_is_what_judges()
    {
        await Visit(200, new() { BaselineEpsilon = 0.5 });
        PromotionGateOptions options = new() { HeldBackShare = 0.25, Window = TimeSpan.FromHours(1) };
        DateTimeOffset now = _time.Now.AddMinutes(-30);
        int held = 0, learned = 0, all = 0;
        await foreach (var episode in new JoinedLog(_store, _time.Now.AddHours(1)))
        {
            all++;
            held += options.IsHeldBack(episode, now) ? 1 : 0;
            learned += options.IsLearnedFrom(episode, now) ? 1 : 0;
            Assert.False(options.IsHeldBack(episode, now) && options.IsLearnedFrom(episode, now));
            Assert.False(options.IsLearnedFrom(episode, now.AddDays(1)));
        }

        Assert.Equal((200, 200), (all, held + learned));
        Assert.InRange(held, 30, 70);
    }

    [Fact]
    public async Task A_log_without_chance_promotes_nothing()
    {
        await Visit(1_000, new());
        Proposal proposal = await Gate().ProposeAsync(Best, Card, "learned");
        Assert.Equal(RegistryAction.Refused, proposal.Action);
        Assert.Contains("were certain", proposal.Reason);
        Assert.Contains("BaselineEpsilon", proposal.Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-9)]
    [InlineData(1e-3)]
    public async Task What_could_hardly_have_been_logged_promotes_nothing(double chance)
    {
        // Games are hardly ever offered to the second kind.
        await _store.AppendAsync([.. Enumerable.Range(0, 1_000).Select(number => LogBuilder.Decide(number, 0) with
        {
            State = new float[] { number % 2, 1 - (number % 2) },
            Allowed = default,
            Probability = 0.5,
            Distribution = new[] { 0.5, number % 2 == 0 ? chance : 0.5 },
        })]);
        _time.Now = _time.Now.AddHours(1);
        Proposal proposal = await Gate().ProposeAsync(Best, Card, "learned");
        Assert.Equal(RegistryAction.Refused, proposal.Action);
        Assert.Contains("of the candidate's actions could have been logged, less than 99.0%", proposal.Reason);
    }

    [Fact]
    public async Task What_should_have_been_logged_and_was_not_promotes_nothing()
    {
        // The probabilities say that games were offered half of the time, and they never were.
        await _store.AppendAsync([.. Enumerable.Range(0, 1_000).Select(number => LogBuilder.Decide(number, 0) with
        {
            State = new float[] { number % 2, 1 - (number % 2) },
            Allowed = default,
            Probability = 0.5,
            Distribution = new[] { 0.5, 0.5 },
        })]);
        _time.Now = _time.Now.AddHours(1);
        Proposal proposal = await Gate().ProposeAsync(ShopModel.Preferring(-1, -1), Card, "learned");
        Assert.Equal(RegistryAction.Refused, proposal.Action);
        Assert.Contains("the log contains too few of the actions of candidate", proposal.Reason);
    }

    [Fact]
    public async Task What_a_policy_thinks_of_a_future_that_was_cut_off_promotes_nothing()
    {
        // Games bring nothing and books 1, in sessions of one visit that never end; the candidate is sure that books are worth less by 5.
        byte[] sure = ShopModel.Preferring(-5, -5);
        await using (DecisionService service = new(Options(new() { BaselineEpsilon = 1 }), _store, _registry, new Random(5), _time))
        {
            for (int i = 0; i < 2_000; i++)
            {
                DecisionAnswer answer = await service.DecideAsync(new float[] { i % 2, 1 - (i % 2) }, default, $"session {i}");
                _ = service.RewardAsync(answer.Id, answer.Action == 0 ? 1 : 0);
            }
        }

        _time.Now = _time.Now.AddDays(2);
        Proposal proposal = await Gate(new() { Gamma = 0.9 }).ProposeAsync(sure, Card, "learned");
        Assert.Equal(RegistryAction.Refused, proposal.Action);
        Assert.InRange(proposal.Evaluation.Policies[0].Value.Value, -0.2, 0.2);
        Assert.InRange(proposal.Evaluation.Policies[1].Value.Value, 0.5, 1.5);
    }

    [Fact]
    public async Task A_promotion_by_a_clock_that_was_ahead_is_looked_after_all_the_same()
    {
        _time.Now = _time.Now.AddDays(1);
        _registry.Promote(_registry.Add(Worst, Card, "first").Name, "first");
        _time.Now = _time.Now.AddDays(-1);
        await Visit(2_000, Online());
        Assert.Equal(RegistryAction.RolledBack, (await Gate().LookAsync()).Action);
    }

    [Fact]
    public async Task A_canary_that_earns_less_steps_back()
    {
        _registry.Promote(_registry.Add(Best, Card, "first").Name, "first");
        _registry.Try(_registry.Add(Books, Card, "second").Name, "second");
        await Visit(1_000, Canary());
        WatchVerdict verdict = await Gate().LookAsync();
        Assert.Equal(RegistryAction.Refused, verdict.Action);
        Assert.StartsWith("Steps back: ", verdict.Reason);
        Assert.Null(_registry.CandidateVersion);
        Assert.Equal(1, _registry.VersionInUse!.Number);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_candidate_is_tried_first_where_that_is_set_and_then_comes_into_use()
    {
        PromotionGate gate = Gate(new() { TriesFirst = true, CanaryEpisodes = 400 });
        await Visit(2_000, new() { BaselineEpsilon = 0.5 });
        await Assert.ThrowsAsync<ArgumentException>(() => gate.ProposeAsync(Books, Card, " "));

        // The first one is tried beside the baseline.
        Assert.Equal(RegistryAction.Tried, (await gate.ProposeAsync(Best, Card, "learned")).Action);
        _registry.Refuse(_registry.CandidateVersion!.Name, "once more");
        _registry.Promote(_registry.Add(Books, Card, "first").Name, "first");
        await Visit(2_000, new() { Mode = DecisionMode.Online, Exploration = ExplorationStrategy.EpsilonGreedy(0.5) });
        Assert.Equal(RegistryAction.Tried, (await gate.ProposeAsync(Best, Card, "learned")).Action);
        Assert.Null((await gate.LookAsync()).Action);
        await Visit(300, Canary());
        WatchVerdict early = await gate.LookAsync();
        Assert.Equal((null, "Continues"), (early.Action, early.Reason[..9]));
        await Visit(700, Canary());
        Assert.Equal(RegistryAction.Promoted, (await gate.LookAsync()).Action);
        Assert.Equal(1, _registry.VersionInUse!.Number);
        Assert.Null(_registry.CandidateVersion);
    }

    [Fact]
    public async Task The_policy_in_use_steps_back_when_the_world_has_changed()
    {
        PromotionGate gate = Gate();
        Assert.Null((await gate.LookAsync()).Action);
        _registry.Promote(_registry.Add(Worst, Card, "first").Name, "first");
        _registry.Promote(_registry.Add(Best, Card, "second").Name, "second");
        _time.Now = _time.Now.AddHours(1);
        await Visit(1_000, Online());
        WatchVerdict steady = await gate.LookAsync();
        Assert.Null(steady.Action);
        Assert.Contains("nothing is significantly better", steady.Reason);

        // Games for the first kind, books for the second: what the first version likes.
        _chances = new[,] { { 0.1, 0.8 }, { 0.7, 0.2 } };
        await Visit(4_000, Online());
        WatchVerdict changed = await gate.LookAsync();
        Assert.Equal((RegistryAction.RolledBack, 1), (changed.Action, _registry.VersionInUse!.Number));
        Assert.StartsWith("Steps back: 0001-", changed.Reason);

        // Books for all, as the baseline has it.
        _chances = new[,] { { 0.9, 0.1 }, { 0.9, 0.1 } };
        await Visit(4_000, Online());
        Assert.Equal(RegistryAction.RolledBack, (await gate.LookAsync()).Action);
        Assert.Null(_registry.VersionInUse);
    }

    [Fact]
    public async Task A_short_look_sees_a_change_that_a_long_one_does_not_yet()
    {
        _registry.Promote(_registry.Add(Best, Card, "first").Name, "first");
        await Visit(4_000, Online());
        _chances = new[,] { { 0.8, 0.1 }, { 0.6, 0.3 } };
        await Visit(1_000, Online());
        Assert.Null((await Gate().LookAsync()).Action);
        WatchVerdict verdict = await Gate(new() { WatchWindow = TimeSpan.FromMinutes(90) }).LookAsync();
        Assert.True(verdict.Action == RegistryAction.RolledBack, verdict.Reason);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_version_that_comes_into_use_meanwhile_is_no_loser_of_a_comparison_that_it_was_not_in()
    {
        await Visit(2_000, new() { BaselineEpsilon = 0.5 });
        string other = _registry.Add(Books, Card, "by hand").Name;
        _store.WhileRead = () =>
        {
            _store.WhileRead = null;
            _registry.Promote(other, "by hand");
        };
        Proposal proposal = await Gate().ProposeAsync(Best, Card, "learned");
        Assert.Equal((RegistryAction.Refused, other), (proposal.Action, _registry.VersionInUse!.Name));
        Assert.Contains("another version came into use", proposal.Reason);

        string tried = _registry.Add(Worst, Card, "by hand").Name;
        _registry.Try(tried, "by hand");
        await Visit(1_000, Canary());
        _store.WhileRead = () =>
        {
            _store.WhileRead = null;
            _registry.Promote(tried, "by hand");
        };
        WatchVerdict verdict = await Gate().LookAsync();
        Assert.Equal((null, tried), (verdict.Action, _registry.VersionInUse!.Name));
        Assert.Contains("candidate changed meanwhile", verdict.Reason);
    }

    [Fact]
    public async Task What_does_not_fit_the_decisions_is_told_before_anything_is_written()
    {
        DecisionOptions three = Options(new());
        three.StateSize = 3;
        PromotionGate gate = Gate(), wide = new(three, _store, _registry, null, _time);
        Assert.Contains("2 values", (await Assert.ThrowsAsync<ArgumentException>(() => wide.ProposeAsync(Best, Card, "why"))).Message);
        _registry.Promote(_registry.Add(Best, Card, "first").Name, "first");
        Assert.Contains(
            "is in use", (await Assert.ThrowsAsync<InvalidOperationException>(() => gate.ProposeAsync(Best, Card, "why"))).Message);
        await Assert.ThrowsAsync<ArgumentException>(() => gate.ProposeAsync(Worst, new("no JSON", ""), "why"));
        Assert.Single(_registry.Versions);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromotionGateOptions { HeldBackShare = 2 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromotionGateOptions { Gamma = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromotionGateOptions { Window = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromotionGateOptions { WatchWindow = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromotionGateOptions { Window = TimeSpan.MaxValue });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromotionGateOptions { CanaryEpisodes = 1 });
    }

    private static DecisionSettings Online() => new() { Mode = DecisionMode.Online, Exploration = ExplorationStrategy.EpsilonGreedy(0.5) };

    private static DecisionSettings Canary() => Online() with { Mode = DecisionMode.Canary, CanaryShare = 0.5 };

    private static DecisionOptions Options(DecisionSettings settings) => new()
    {
        StateSize = 2,
        ActionNames = ShopModel.Offers,
        Baseline = (_, _) => 0,
        Settings = settings,
    };

    private PromotionGate Gate(PromotionGateOptions? options = null) => new(
        Options(new()), _store, _registry, (options ?? new()) with { Rule = new PromotionRule { LeastEvents = 200 } }, _time);

    private async Task Visit(int customers, DecisionSettings settings)
    {
        await using DecisionService service = new(Options(settings), _store, _registry, new Random(_random.Next()), _time);
        for (int i = 0; i < customers; i++)
        {
            int kind = _random.Next(2);
            string visit = $"visit {++_visits}";
            DecisionAnswer answer = await service.DecideAsync(new float[] { 1 - kind, kind }, default, visit);
            _ = service.EndEpisodeAsync(visit);
            _ = service.RewardAsync(answer.Id, _random.NextDouble() < _chances[kind, answer.Action] ? 1 : 0);
        }

        await service.FlushAsync();
        _time.Now = _time.Now.AddHours(1);
    }
}
