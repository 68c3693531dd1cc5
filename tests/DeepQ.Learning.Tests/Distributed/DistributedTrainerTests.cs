using DeepQ.Environments.Tabular;
using DeepQ.Learning.Distributed;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Distributed;

/// <summary>Actors, shards and a learner in one process.</summary>
public sealed class DistributedTrainerTests
{
    private static readonly DistributedOptions Plan = new()
    {
        Actors = 4,
        Shards = 2,
        EnvironmentsPerActor = 2,
        BlockSize = 20,
        Epsilon = 0.8,
        EpsilonSpread = 1,
        WeightsInterval = TimeSpan.FromMilliseconds(10),
    };

    [Trait("Category", "Slow")]
    [Fact]
    public void A_lake_is_crossed_by_what_actors_saw()
    {
        using LocalActors actors = new(Settings(), Plan, Lake) { SendsTwice = true };
        actors.Start();
        using TrainingResult result = Train(actors, Settings());
        Assert.Equal((StopReason.Completed, 4_000), (result.StopReason, result.Steps));
        // As many as on one machine, but for the blocks between which learning begins.
        Assert.InRange(result.Updates, 4_000 - 200 - (Plan.Actors * Plan.BlocksAhead * 20), 4_000 - 199);
        Assert.Equal(1, result.FinalEvaluation!.Result.MeanReturn);
        Assert.True(result.Episodes.Count > 100);
        Assert.Equal([1_000L, 2_000, 3_000, 4_000], result.Evaluations.Select(one => one.Step));
        // All that is collected was asked for, but for the rest of a block of each shard.
        Assert.InRange(actors.Received, 4_000, 4_000 + (Plan.Shards * 20));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void Priorities_come_from_actors_and_go_back()
    {
        DqnOptions options = Settings();
        options.PrioritizedReplay = new PrioritizedReplayOptions();
        using LocalActors actors = new(options, Plan, Lake);
        actors.Start();
        using TrainingResult result = Train(actors, options);
        Assert.Equal(1, result.FinalEvaluation!.Result.MeanReturn);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void A_shard_that_is_lost_begins_empty_and_training_goes_on()
    {
        DqnOptions options = Settings();
        Warnings warnings = new();
        options.Observers = [warnings];
        using LocalActors actors = new(Settings(), Plan, Lake);
        actors.BeforeExchange = number =>
        {
            if (number is 60 or 120)
                actors.LoseShard(1);
        };
        actors.Start();
        using TrainingResult result = Train(actors, options);
        Assert.Equal((StopReason.Completed, 4_000), (result.StopReason, result.Steps));
        Assert.Equal(1, result.FinalEvaluation!.Result.MeanReturn);
        Assert.Contains(warnings.All, one => one.StartsWith("Replay shard 1 was lost with the ", StringComparison.Ordinal));
    }

    // Nothing is left to collect, and nothing to learn from.
    [Fact]
    public void A_shard_that_is_lost_at_the_end_leaves_no_training_that_waits()
    {
        DqnOptions options = Settings();
        DistributedOptions one = Plan.Copy();
        one.Shards = 1;
        one.BlocksAhead = 50;
        bool lost = false;
        using LocalActors actors = new(options, one, Lake);
        actors.BeforeExchange = _ =>
        {
            if (lost || actors.Received < options.Steps)
                return;
            lost = true;
            actors.LoseShard(0);
        };
        actors.Start();
        using TrainingResult result = Train(actors, options, one);
        Assert.True(lost);
        Assert.Equal((StopReason.Completed, 4_000), (result.StopReason, result.Steps));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void What_one_shard_was_allowed_and_has_not_received_is_not_allowed_to_another()
    {
        DqnOptions options = Settings();
        options.Steps = 1_000;
        long greatest = 0;
        bool late = false;
        using LocalActors actors = new(options, Plan, Lake);
        options.Observers = [new Slow(update =>
        {
            Thread.Sleep(1);
            greatest = Math.Max(greatest, actors.Received - update.Step);
            if (late || update.Step < 600)
                return;
            late = true;
            actors.StartActor(1);
            actors.StartActor(3);
        })];
        actors.StartActor(0);
        actors.StartActor(2);
        using TrainingResult result = Train(actors, options);
        Assert.True(late);
        Assert.InRange(greatest, 1, (Plan.Actors * Plan.BlocksAhead * 20) + (Plan.Shards * 20));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void A_slow_learner_makes_actors_wait()
    {
        DqnOptions options = Settings();
        options.Steps = 1_000;
        long greatest = 0;
        using LocalActors actors = new(options, Plan, Lake);
        options.Observers = [new Slow(update =>
        {
            Thread.Sleep(1);
            greatest = Math.Max(greatest, actors.Received - update.Step);
        })];
        actors.Start();
        using TrainingResult result = Train(actors, options);
        Assert.InRange(greatest, 1, (Plan.Actors * Plan.BlocksAhead * 20) + (Plan.Shards * 20));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void A_training_goes_on_where_it_wrote_its_checkpoint()
    {
        using TemporaryFolder folder = new();
        DqnOptions options = Settings();
        options.CheckpointPath = folder["checkpoint"];
        options.CheckpointInterval = 500;
        using LocalActors actors = new(Settings(), Plan, Lake);
        actors.Start();
        using CancellationTokenSource canceled = new();
        options.Observers = [new Slow(update =>
        {
            if (update.Step == 1_700)
                canceled.Cancel();
        })];
        using (TrainingResult half = Train(actors, options, cancellationToken: canceled.Token))
            Assert.Equal((StopReason.Canceled, 1_700), (half.StopReason, half.Steps));

        options.Observers = [];
        using TrainingResult result = new DistributedTrainer(options, Plan).Train(
            actors, Lake(), Lake(), new Xoshiro256(9), options.CheckpointPath);
        Assert.Equal((StopReason.Completed, 4_000), (result.StopReason, result.Steps));
        Assert.Equal(1, result.FinalEvaluation!.Result.MeanReturn);
        Assert.InRange(actors.Received, 4_000, 4_000 + (Plan.Shards * 20));
        // One for each step from 200 on, but for those of a block or two that were collected meanwhile.
        Assert.InRange(result.Updates, 3_600, 3_801);

        // Who has the checkpoint has the result.
        options.CheckpointPath = null;
        using TrainingResult same = new DistributedTrainer(options, Plan).Finish(
            folder["checkpoint"], result.StopReason, Lake(), Lake());
        Assert.Equal((result.Steps, result.Updates, result.StopReason), (same.Steps, same.Updates, same.StopReason));
        Assert.Equal(1, same.FinalEvaluation!.Result.MeanReturn);
        Assert.Equal(result.LastNetwork.Act(OneHot(3)), same.LastNetwork.Act(OneHot(3)));
    }

    [Fact]
    public void What_fails_on_the_way_to_a_shard_ends_the_training()
    {
        using LocalActors actors = new(Settings(), Plan, Lake) { BeforeExchange = _ => throw new IOException("gone") };
        Assert.Equal(
            "The replay cannot be reached: gone", Assert.Throws<InvalidOperationException>(() => Train(actors, Settings())).Message);
    }

    [Fact]
    public void What_only_one_machine_has_is_refused()
    {
        DqnOptions options = Settings();
        options.InitialReplay = new ReplayBuffer(10, 9);
        Assert.StartsWith("InitialReplay must be null", Refusal(options, Plan), StringComparison.Ordinal);
        options = Settings();
        options.ReplayCapacity = 70;
        Assert.StartsWith("ReplayCapacity is 70, which leaves 8 ", Refusal(options, Plan), StringComparison.Ordinal);
        DistributedOptions plan = Plan.Copy();
        plan.Shards = 5;
        Assert.StartsWith("Shards must be at most Actors, 4", Refusal(Settings(), plan), StringComparison.Ordinal);
    }

    private static string Refusal(DqnOptions options, DistributedOptions plan) =>
        Assert.Throws<ArgumentException>(() => new DistributedTrainer(options, plan)).Message;

    private static TrainingResult Train(
        LocalActors actors, DqnOptions options, DistributedOptions? plan = null, CancellationToken cancellationToken = default) =>
        new DistributedTrainer(options, plan ?? Plan).Train(
            actors, Lake(), Lake(), new Xoshiro256(7), cancellationToken: cancellationToken);

    private static FrozenLake Lake() => new(["SFF", "FHF", "FFG"], isSlippery: false, maxSteps: 30);

    private static float[] OneHot(int state)
    {
        float[] values = new float[9];
        values[state] = 1;
        return values;
    }

    private static DqnOptions Settings() => new()
    {
        HiddenUnits = [],
        Gamma = 0.9,
        LearningRate = 0.02,
        BatchSize = 16,
        Steps = 4_000,
        LearningStarts = 200,
        ReplayCapacity = 4_000,
        EvaluationInterval = 1_000,
        EvaluationEpisodes = 2,
        FinalEpisodes = 2,
        MaxEvaluationSteps = 30,
    };

    private sealed class Warnings : ITrainingObserver
    {
        public List<string> All { get; } = [];

        public void OnWarning(string message) => All.Add(message);
    }

    private sealed class Slow(Action<UpdateRecord> atUpdate) : ITrainingObserver
    {
        public void OnUpdate(in UpdateRecord update) => atUpdate(update);
    }
}
