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

    [Fact]
    public void What_bears_on_later_decisions_is_led_to_rounds() => Assert.Contains(
        "WithTargets",
        Assert.Throws<ArgumentException>(() => new DecisionTrainer(
            Options(new()), _store, _registry, new() { Gate = new() { Gamma = 0.9 } })).Message);

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
