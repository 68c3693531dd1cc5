using DeepQ.Decisions.Events;
using DeepQ.Decisions.Tests.Storage;
using DeepQ.Serving;

namespace DeepQ.Decisions.Tests.Deciding;

/// <summary>Decisions among candidates that each request brings.</summary>
public sealed class CandidateTests : IDisposable
{
    private static readonly float[] State = [1, 2];

    // Q = 10 s₀ + f₀ − f₁.
    private readonly ManagedPolicy _policy = LinearPolicy.Over(10, 0, 1, -1);
    private readonly MemoryStore _store = new();
    private readonly PolicyVersions _policies = new();

    public void Dispose() => _policy.Dispose();

    [Fact]
    public async Task A_policy_scores_all_of_them_and_the_draw_is_logged_with_their_features()
    {
        _policies.InUse = _policy;
        await using DecisionService service = Service(DecisionMode.Online, ExplorationStrategy.EpsilonGreedy(0.3));
        DecisionRequest request = Request((1, 0), (5, 2), (2, 0));
        int[] drawn = new int[3];
        for (int i = 0; i < 3000; i++)
        {
            DecisionAnswer answer = await service.DecideAsync(request);
            Assert.Equal(answer.Action == 1 ? 0.8 : 0.1, answer.Probability!.Value, 12);
            drawn[answer.Action]++;
        }

        // Three standard deviations of a binomial, as for fixed actions.
        Assert.InRange(drawn[1], 2400 - 66, 2400 + 66);
        Assert.InRange(drawn[0], 300 - 50, 300 + 50);

        DecisionAnswer last = await service.DecideAsync(request with { Allowed = new[] { true, false, true } });
        await last.Logged;
        Decision logged = Assert.IsType<Decision>(_store.Events[^1]);
        Assert.Equal((3, last.Action, last.Name, last.Probability), (logged.CandidateCount, logged.Action, logged.Name, logged.Probability));
        Assert.Equal("abc"[last.Action].ToString(), logged.Name);
        Assert.Equal([1, 0, 5, 2, 2, 0], logged.Candidates.ToArray());
        Assert.Equal(State, logged.State.ToArray());
        Assert.Equal([true, false, true], logged.Allowed.ToArray());
        Assert.Equal([0.15, 0, 0.85], logged.Distribution.ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(_policy.Version, logged.Version);
    }

    [Fact]
    public async Task Softmax_draws_by_their_values()
    {
        _policies.InUse = _policy;
        await using DecisionService service = Service(DecisionMode.Online, ExplorationStrategy.Softmax(2));
        await (await service.DecideAsync(Request((1, 0), (5, 2)))).Logged;

        // Q = 11 and 13: e⁰ and e⁻¹ at a temperature of 2.
        double greater = 1 / (1 + Math.Exp(-1));
        Assert.Equal(
            [1 - greater, greater],
            Assert.IsType<Decision>(_store.Events[^1]).Distribution.ToArray(),
            (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public async Task Their_number_changes_from_decision_to_decision()
    {
        _policies.InUse = _policy;
        await using DecisionService service = Service(DecisionMode.Online, ExplorationStrategy.Greedy, options => options.MostCandidates = 300);
        foreach (int count in (int[])[1, 2, 300, 17])
        {
            DecisionRequest request = new(State)
            {
                Candidates = [.. Enumerable.Range(0, count).Select(i => new DecisionCandidate($"{i}", new float[] { i * 7 % count, 0 }))],
            };
            DecisionAnswer answer = await service.DecideAsync(request);
            await answer.Logged;
            int best = Enumerable.Range(0, count).MaxBy(i => i * 7 % count);
            Assert.Equal((best, $"{best}", 1.0), (answer.Action, answer.Name, answer.Probability));
            Decision logged = Assert.IsType<Decision>(_store.Events[^1]);
            Assert.Equal((count, 2 * count), (logged.CandidateCount, logged.Candidates.Length));
            Assert.Equal(count <= 64 ? count : 0, logged.Distribution.Length);
        }
    }

    [Fact]
    public async Task A_baseline_gives_an_index_or_looks_at_the_features()
    {
        await using DecisionService first = Service(DecisionMode.LoggingOnly, configure: options => options.Baseline = (_, _) => 0);
        DecisionAnswer answer = await first.DecideAsync(Request((1, 0), (5, 2)));
        Assert.Equal((0, "a", 1.0, "baseline"), (answer.Action, answer.Name, answer.Probability, answer.Version));

        await using DecisionService cheapest = Service(
            DecisionMode.LoggingOnly,
            configure: options => options.CandidateBaseline = (state, candidates, allowed) =>
            {
                Assert.Equal((1, 2, true), (state[0], state[1], allowed.IsEmpty));
                int least = 0;
                for (int i = 1; i < candidates.Length / 2; i++)
                    least = candidates[(2 * i) + 1] < candidates[(2 * least) + 1] ? i : least;
                return least;
            });
        answer = await cheapest.DecideAsync(Request((1, 3), (5, 2), (0, 4)));
        await answer.Logged;
        Assert.Equal((1, "b"), (answer.Action, answer.Name));
        Assert.Equal((3, "b"), (((Decision)_store.Events[^1]).CandidateCount, ((Decision)_store.Events[^1]).Name));

        await using DecisionService wrong = Service(DecisionMode.LoggingOnly, configure: options => options.CandidateBaseline = (_, _, _) => 2);
        Assert.StartsWith(
            "The baseline returned action 2, which is not one of the 2 actions",
            (await Assert.ThrowsAsync<InvalidOperationException>(async () => await wrong.DecideAsync(Request((1, 0), (5, 2))))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_baseline_explores_among_them()
    {
        await using DecisionService service = Service(DecisionMode.LoggingOnly, configure: options =>
        {
            options.Baseline = (_, _) => 1;
            options.Settings = options.Settings with { BaselineEpsilon = 0.4 };
        });
        await (await service.DecideAsync(Request((1, 0), (5, 2), (2, 0), (3, 0)) with { Allowed = new[] { true, true, false, true } })).Logged;
        double[] distribution = Assert.IsType<Decision>(_store.Events[^1]).Distribution.ToArray();
        Assert.Equal([0.4 / 3, 0.6 + (0.4 / 3), 0, 0.4 / 3], distribution, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public async Task The_callers_own_one_is_taken_and_a_policy_looks_on()
    {
        _policies.InUse = _policy;
        await using DecisionService service = Service(DecisionMode.Apprentice);
        DecisionAnswer answer = await service.DecideAsync(Request((1, 0), (5, 2), (2, 0)) with { OwnAction = new(2, 0.5) });
        await answer.Logged;
        Decision logged = Assert.IsType<Decision>(_store.Events[^1]);
        Assert.Equal(("c", 0.5, "caller"), (answer.Name, answer.Probability, answer.Version));
        Assert.Equal((1, _policy.Version), (logged.ApprenticeAction, logged.ApprenticeVersion));
    }

    [Fact]
    public async Task A_policy_of_other_rows_or_several_actions_falls_back()
    {
        await using DecisionService service = Service(DecisionMode.Online, configure: options => options.Baseline = (_, _) => 0);
        foreach (IPolicy policy in (IPolicy[])[new FixedPolicy("two", 1, 2) { ObservationSize = 4 }, new FixedPolicy("size", 1)])
        {
            _policies.InUse = policy;
            Assert.Equal("baseline", (await service.DecideAsync(Request((1, 0)))).Version);
        }

        _policies.InUse = _policy;
        Assert.Equal(_policy.Version, (await service.DecideAsync(Request((1, 0)))).Version);
    }

    [Fact]
    public async Task Bad_candidates_say_what_is_wrong_and_log_nothing()
    {
        await using DecisionService service = Service(DecisionMode.LoggingOnly, configure: options => options.MostCandidates = 3);
        (DecisionRequest Request, string Problem)[] bad =
        [
            (new(State), "The request has 0 candidates, but must have 1 to 3: DecisionOptions.MostCandidates is the limit."),
            (new(State) { Candidates = null! }, "The request has 0 candidates"),
            (Request((1, 0), (2, 0), (3, 0), (4, 0)), "The request has 4 candidates, but must have 1 to 3"),
            (new(State) { Candidates = [new("a", new float[] { 1 })] }, "Candidate 0 has 1 features, but must have 2."),
            (Request((1, 0), (2, float.NaN)), "Candidate 1 has NaN at position 1; all values must be finite, and from"),
            (Request((1, 0), (float.PositiveInfinity, 0)), "Candidate 1 has Infinity at position 0; all values"),
            (Named("a", "b", "a"), "Candidate 2 has the id 'a', which an earlier candidate has too."),
            (Named("a", ""), "Candidates[1].Id must have 1 to 256 characters, but has 0."),
            (new(State) { Candidates = new DecisionCandidate[1] }, "Candidates[0].Id must have 1 to 256 characters, but has 0."),
            (Named("a", "b\0"), "Candidates[1].Id has U+0000 at position 1"),
            (Request((1, 0), (2, 0)) with { Allowed = new bool[3] }, "The mask has 3 values, but there are 2 actions."),
            (Request((1, 0), (2, 0)) with { Allowed = new bool[2] }, "No action is allowed."),
            (Request((1, 0), (2, 0)) with { OwnAction = new(2) }, "OwnAction is 2, which is not one of the 2 actions or is not allowed."),
        ];
        foreach ((DecisionRequest request, string problem) in bad)
        {
            ArgumentException error = await Assert.ThrowsAnyAsync<ArgumentException>(async () => await service.DecideAsync(request));
            Assert.StartsWith(problem, error.Message, StringComparison.Ordinal);
        }

        await service.FlushAsync();
        Assert.IsType<SettingsChange>(Assert.Single(_store.Events));

        static DecisionRequest Named(params string[] ids) =>
            new(State) { Candidates = [.. ids.Select(id => new DecisionCandidate(id, new float[2]))] };
    }

    [Fact]
    public async Task What_the_caller_changes_afterwards_does_not_change_the_log()
    {
        await using DecisionService service = Service(DecisionMode.LoggingOnly, configure: options => options.Baseline = (_, _) => 0);
        float[] features = [1, 2];
        DecisionCandidate[] candidates = [new("a", features)];
        DecisionAnswer answer = await service.DecideAsync(new DecisionRequest(State) { Candidates = candidates });
        features[0] = 9;
        candidates[0] = new("b", features);
        await answer.Logged;
        Decision logged = Assert.IsType<Decision>(_store.Events[^1]);
        Assert.Equal([1, 2], logged.Candidates.ToArray());
        Assert.Equal("a", logged.Name);
    }

    private static DecisionRequest Request(params (float, float)[] features) => new(State)
    {
        Candidates = [.. features.Select((each, i) => new DecisionCandidate($"{(char)('a' + i)}", new[] { each.Item1, each.Item2 }))],
    };

    private DecisionService Service(
        DecisionMode mode, ExplorationStrategy? exploration = null, Action<DecisionOptions>? configure = null)
    {
        DecisionOptions options = new()
        {
            StateSize = 2,
            CandidateFeatures = 2,
            Settings = new() { Mode = mode, Exploration = exploration ?? ExplorationStrategy.Greedy },
        };
        configure?.Invoke(options);
        return new(options, _store, _policies, new Random(1), new SetTime());
    }
}
