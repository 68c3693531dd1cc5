using DeepQ.Decisions.Gating;
using DeepQ.Decisions.Policies;
using DeepQ.Decisions.Promotion;
using DeepQ.Decisions.Tests;
using DeepQ.Decisions.Tests.Deciding;
using DeepQ.Decisions.Tests.Storage;

namespace DeepQ.Decisions.MLNet.Tests.Training;

/// <summary>A shelf of two to four books; readers of crime buy crime, the others what is cheap.</summary>
public sealed class CandidateTrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemoryStore _store = new();
    private readonly SetTime _time = new();
    private readonly PolicyRegistry _registry;

    public CandidateTrainerTests() => _registry = new(Path.Combine(_folder.FullName, "policies"), time: _time);

    public void Dispose()
    {
        _registry.Dispose();
        _store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_policy_for_a_catalog_that_changes_is_learned_judged_and_promoted()
    {
        await Visit(4_000);
        DecisionTraining training = await Trainer().TrainAsync();
        Proposal proposal = training.Proposal!;
        Assert.True(proposal.Action == RegistryAction.Promoted, proposal.Reason);
        Assert.Equal(["candidate", "baseline"], proposal.Evaluation.Policies.Select(policy => policy.Name));

        // Crime is bought with 0.7 by those who like it and 0.1 by others, anything cheap with 0.4 by others.
        float[] qValues = new float[3];
        _registry.InUse!.QValues([1, 1, 0, 0, 1, 0, 0, 0, 1], qValues);
        Assert.InRange(qValues[0], 0.55, 0.85);
        Assert.InRange(qValues[1], -0.05, 0.25);
        Assert.InRange(qValues[2], 0.25, 0.55);

        await using DecisionService service = new(
            Options(new() { Mode = DecisionMode.Online, Exploration = ExplorationStrategy.Greedy }), _store, _registry, new Random(1), _time);
        DecisionAnswer answer = await service.DecideAsync(
            new DecisionRequest(new float[] { 1 }) { Candidates = [new("cheap", new float[] { 0, 1 }), new("crime", new float[] { 1, 0 })] });
        Assert.Equal(("crime", _registry.VersionInUse!.Sha256), (answer.Name, answer.Version));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task Decisions_that_bear_on_later_ones_have_the_values_of_value_iteration()
    {
        // Three places in a row. Each decision offers to stay for 1, or to go on for 0; behind the last place there are 20, and the end.
        const double gamma = 0.8;
        double[] go = [0.64 * 20, 0.8 * 20, 20], stay = [1 + (gamma * go[0]), 1 + (gamma * go[1]), 1 + (gamma * go[2])];
        DecisionOptions options = new()
        {
            StateSize = 3,
            CandidateFeatures = 1,
            CandidateBaseline = (_, _, _) => 0,
            Settings = new() { BaselineEpsilon = 1 },
        };
        await Walk(options, episodes: 1_500, steps: 8);

        DecisionTrainer trainer = new(
            options,
            _store,
            _registry,
            new()
            {
                Gate = new() { Gamma = gamma, Rule = new PromotionRule { LeastEvents = 500 } },
                Configure = settings => settings.Updates = 1_000,
            },
            _time);
        DecisionTraining training = await trainer.TrainAsync();

        Assert.True(training.Proposal!.Action == RegistryAction.Promoted, training.Reason);
        float[] qValues = new float[2];
        for (int place = 0; place < 3; place++)
        {
            float[] state = Place(place);
            _registry.InUse!.QValues([.. state, 0, .. state, 1], qValues);
            Assert.InRange(qValues[1], go[place] - 0.4, go[place] + 0.4);
            Assert.InRange(qValues[0], stay[place] - 0.4, stay[place] + 0.4);
            Assert.True(qValues[1] > qValues[0], $"place {place}: {qValues[1]} to go, {qValues[0]} to stay");
        }
    }

    [Fact]
    public void Less_than_a_round_is_refused() => Assert.StartsWith(
        "DecisionTrainerOptions.Rounds must be a number of rounds, at least 1, or null.",
        Assert.Throws<ArgumentException>(() => new DecisionTrainer(Options(new()), _store, _registry, new() { Rounds = 0 })).Message);

    private static DecisionOptions Options(DecisionSettings settings) => new()
    {
        StateSize = 1,
        CandidateFeatures = 2,
        CandidateBaseline = (_, _, _) => 0,
        Settings = settings,
    };

    private DecisionTrainer Trainer() => new(
        Options(new()),
        _store,
        _registry,
        new()
        {
            Gate = new() { Rule = new PromotionRule { LeastEvents = 500 } },
            Configure = options => options.Updates = 2_000,
        },
        _time);

    private static float[] Place(int place) => [.. Enumerable.Range(0, 3).Select(i => i == place ? 1f : 0)];

    private async Task Walk(DecisionOptions options, int episodes, int steps)
    {
        await using DecisionService service = new(options, _store, _registry, new Random(4), _time);
        for (int episode = 0; episode < episodes; episode++)
        {
            int place = 0;
            for (int step = 0; step < steps && place < 3; step++)
            {
                DecisionAnswer answer = await service.DecideAsync(new DecisionRequest(Place(place))
                {
                    EpisodeId = $"walk {episode}",
                    Candidates = [new("stay", new float[] { 0 }), new("go", new float[] { 1 })],
                });
                place += answer.Action;
                _ = service.RewardAsync(answer.Id, answer.Action == 0 ? 1 : place == 3 ? 20 : 0);
            }

            _ = service.EndEpisodeAsync($"walk {episode}", isTruncated: place < 3);
        }

        await service.FlushAsync();
        _time.Now = _time.Now.AddHours(1);
    }

    private async Task Visit(int customers)
    {
        Random random = new(3);
        await using DecisionService service = new(Options(new() { BaselineEpsilon = 0.5 }), _store, _registry, new Random(4), _time);
        for (int i = 0; i < customers; i++)
        {
            bool likesCrime = random.Next(2) == 0;
            float[][] shelf = [.. Enumerable.Range(0, 2 + random.Next(3)).Select(_ => new float[] { random.Next(2), random.Next(2) })];
            DecisionAnswer answer = await service.DecideAsync(new DecisionRequest(new float[] { likesCrime ? 1 : 0 })
            {
                EpisodeId = $"visit {i}",
                Candidates = [.. shelf.Select((book, place) => new DecisionCandidate($"book {place}", book))],
            });
            (bool crime, bool cheap) = (shelf[answer.Action][0] > 0, shelf[answer.Action][1] > 0);
            double chance = likesCrime ? (crime ? 0.7 : 0.1) : cheap ? 0.4 : 0.1;
            _ = service.RewardAsync(answer.Id, random.NextDouble() < chance ? 1 : 0);
            _ = service.EndEpisodeAsync($"visit {i}");
        }

        await service.FlushAsync();
        _time.Now = _time.Now.AddHours(1);
    }
}
