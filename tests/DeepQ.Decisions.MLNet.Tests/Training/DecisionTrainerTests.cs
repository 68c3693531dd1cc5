using System.Text.Json;
using DeepQ.Decisions.Gating;
using DeepQ.Decisions.Policies;
using DeepQ.Decisions.Promotion;
using DeepQ.Decisions.Tests;
using DeepQ.Decisions.Tests.Deciding;
using DeepQ.Decisions.Tests.Storage;
using DeepQ.Serving;

namespace DeepQ.Decisions.MLNet.Tests.Training;

/// <summary>The first kind of customers buys books, the second games; the baseline offers books and sometimes anything.</summary>
public sealed class DecisionTrainerTests : IDisposable
{
    private static readonly double[,] Chances = { { 0.8, 0.1 }, { 0.2, 0.7 } };

    private readonly TemporaryFolder _folder = new();
    private readonly MemoryStore _store = new();
    private readonly SetTime _time = new();
    private readonly PolicyRegistry _registry;
    private readonly DecisionOptions _decisions = new()
    {
        StateSize = 2,
        ActionNames = ["book", "game"],
        Baseline = (_, _) => 0,
        Settings = new() { BaselineEpsilon = 0.5 },
    };

    public DecisionTrainerTests() => _registry = new(Path.Combine(_folder.FullName, "policies"), time: _time);

    public void Dispose()
    {
        _registry.Dispose();
        _store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder.Dispose();
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_policy_is_learned_judged_and_promoted_in_one_call()
    {
        await Visit(2_000);
        DecisionTraining training = await Trainer().TrainAsync();
        Proposal proposal = training.Proposal!;
        Assert.Equal((RegistryAction.Promoted, training.Reason), (proposal.Action, proposal.Reason));
        Assert.InRange(training.LearnedFrom, 930, 1_070);
        Assert.Equal(2_000, training.LearnedFrom + proposal.Evaluation.Decisions);
        IPolicy policy = _registry.InUse!;
        Assert.Equal((0, 1, "book"), (policy.Act([1, 0]), policy.Act([0, 1]), policy.ActionNames[0]));

        // Its values are mean rewards, within three standard errors of 1 / √250 · 0.5.
        float[] qValues = new float[2];
        policy.QValues([1, 0], qValues);
        Assert.InRange(qValues[0], 0.7, 0.9);
        Assert.InRange(qValues[1], 0, 0.2);

        string markdown = File.ReadAllText(Path.Combine(proposal.Version.Folder, "card.md"));
        Assert.Contains("Learned from decisions", markdown);
        Assert.Contains($"Learned from {training.LearnedFrom} decisions from 2026-03-01", markdown);
        Assert.Contains("## On the log", markdown);
        JsonElement card = JsonDocument.Parse(File.ReadAllText(Path.Combine(proposal.Version.Folder, "card.json"))).RootElement;
        Assert.True(card.GetProperty("judgment").GetProperty("isPromoted").GetBoolean());
        Assert.Equal(_registry.VersionInUse!.Sha256, card.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task The_same_log_and_seed_give_the_same_values()
    {
        await Visit(1_500);
        float[] first = await Learned();
        _registry.Rollback("once more");
        Assert.Equal(first, await Learned());

        async Task<float[]> Learned()
        {
            IPolicy policy = _registry.Open((await Trainer().TrainAsync()).Proposal!.Version.Name);
            using IDisposable? owner = policy as IDisposable;
            float[] qValues = new float[4];
            policy.QValues([1, 0, 0, 1], qValues);
            return qValues;
        }
    }

    [Fact]
    public async Task Where_nothing_follows_from_a_decision_episodes_that_never_end_are_learned_from_as_well()
    {
        await Visit(2_000, ends: false);
        _time.Now = _time.Now.AddDays(2);
        DecisionTraining training = await Trainer().TrainAsync();
        Assert.Equal(RegistryAction.Promoted, training.Proposal!.Action);
        Assert.Equal((0, 1), (_registry.InUse!.Act([1, 0]), _registry.InUse.Act([0, 1])));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task What_is_learned_again_weight_for_weight_is_said_to_be_in_use()
    {
        await Visit(1_500);
        await Trainer().TrainAsync();

        // Another time to train for, which the file tells.
        DecisionTraining again = await Trainer().TrainAsync(new Delays());
        Assert.True(again.Proposal is null, again.Reason);
        Assert.Contains("policy equals the version in use", again.Reason);
        Assert.Single(_registry.Versions);
    }

    [Fact]
    public async Task Where_few_decisions_are_there_nothing_is_learned()
    {
        await Visit(500);
        DecisionTraining training = await Trainer().TrainAsync();
        Assert.Null(training.Proposal);
        Assert.InRange(training.LearnedFrom, 200, 300);
        Assert.Contains($"{training.LearnedFrom} decisions to learn from are fewer than 500", training.Reason);
        Assert.Contains("still wait for rewards or ends", training.Reason);
        Assert.Empty(_registry.Versions);
    }

    [Fact]
    public async Task Unknown_probabilities_hinder_no_learning_and_any_promotion()
    {
        await Visit(1_500, isKnown: false);
        Proposal proposal = (await Trainer().TrainAsync()).Proposal!;
        Assert.Equal(RegistryAction.Refused, proposal.Action);
        Assert.Contains("have an unknown probability", proposal.Reason);
    }

    [Fact]
    public async Task What_is_canceled_adds_no_version()
    {
        await Visit(1_500);
        using CancellationTokenSource source = new();
        DecisionTrainer trainer = Trainer(options => options.Updates = 1_000_000);
        Task<DecisionTraining> training = trainer.TrainAsync(new Cancels(source), source.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => training);
        Assert.Empty(_registry.Versions);
    }

    [Theory]
    [InlineData(nameof(DecisionTrainerOptions.LeastDecisions))]
    [InlineData(nameof(DecisionTrainerOptions.NewDecisions))]
    [InlineData(nameof(DecisionTrainerOptions.Interval))]
    [InlineData(nameof(DecisionTrainerOptions.Gate))]
    public void Options_out_of_their_range_are_named(string name)
    {
        DecisionTrainerOptions options = new();
        switch (name)
        {
            case nameof(DecisionTrainerOptions.LeastDecisions):
                options.LeastDecisions = 0;
                break;
            case nameof(DecisionTrainerOptions.NewDecisions):
                options.NewDecisions = 0;
                break;
            case nameof(DecisionTrainerOptions.Interval):
                options.Interval = TimeSpan.Zero;
                break;
            default:
                options.Gate = null!;
                break;
        }

        Assert.Contains(
            name, Assert.Throws<ArgumentException>(() => new DecisionTrainer(_decisions, _store, _registry, options)).Message);
    }

    private DecisionTrainer Trainer(Action<DeepQ.MLNet.DeepQTrainer.Options>? configure = null) => new(
        _decisions,
        _store,
        _registry,
        new()
        {
            Gate = new() { Rule = new PromotionRule { LeastEvents = 200 } },
            LeastDecisions = 500,
            Configure = options =>
            {
                options.Updates = 1_500;
                configure?.Invoke(options);
            },
        },
        _time);

    private async Task Visit(int customers, bool isKnown = true, bool ends = true)
    {
        Random random = new(3);
        await using DecisionService service = new(_decisions, _store, _registry, new Random(4), _time);
        for (int i = 0; i < customers; i++)
        {
            int kind = random.Next(2);
            DecisionAnswer answer = await service.DecideAsync(new DecisionRequest(new float[] { 1 - kind, kind })
            {
                EpisodeId = $"visit {i}",
                OwnAction = isKnown ? null : new(random.Next(2)),
            });
            if (ends)
                _ = service.EndEpisodeAsync($"visit {i}");
            _ = service.RewardAsync(answer.Id, random.NextDouble() < Chances[kind, answer.Action] ? 1 : 0);
        }

        await service.FlushAsync();
        _time.Now = _time.Now.AddHours(1);
    }

    private sealed class Cancels(CancellationTokenSource source) : IProgress<DeepQ.Learning.TrainingProgress>
    {
        public void Report(DeepQ.Learning.TrainingProgress value) => source.Cancel();
    }

    private sealed class Delays : IProgress<DeepQ.Learning.TrainingProgress>
    {
        public void Report(DeepQ.Learning.TrainingProgress value) => Thread.Sleep(100);
    }
}
