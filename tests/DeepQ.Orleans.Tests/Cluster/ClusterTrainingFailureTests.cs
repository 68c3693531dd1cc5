using System.Collections.Concurrent;
using DeepQ.Learning;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Orleans.Cluster;
using DeepQ.Orleans.Grains;
using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;
using DeepQ.Orleans.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Placement;

namespace DeepQ.Orleans.Tests.Cluster;

/// <summary>Whatever is lost on the way, the pond is crossed, and no block is stored twice.</summary>
public sealed class ClusterTrainingFailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // What actors are allowed, and the rest of a block of each shard.
    private static int MostAhead => ((Ponds.Plan.Actors * Ponds.Plan.BlocksAhead) + Ponds.Plan.Shards) * Ponds.Plan.BlockSize;

    public void Dispose() => _folder.Dispose();

    // Three silos have the learner, two shards and four actors, so that each has some of them.
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_silo_that_is_killed_at_a_random_moment_ends_nothing(int silo)
    {
        int moment = 300 + new Random(silo).Next(2_500);
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ConcurrentQueue<ClusterTrainingStatus> status = [];
        // It takes its time, so that there is something left to do once the silo is gone.
        TrainingDefinition training = Ponds.Training(() => Thread.Sleep(1));
        Mishaps mishaps = new();
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(
            _folder.Path, training, configure: one => one.AddIncomingGrainCallFilter(mishaps));
        Task<TrainingResult> running = cluster.TrainAsync(
            training,
            Ponds.Plan,
            new ClusterTrainingTests.Then<TrainingProgress>(one =>
            {
                if (one.Step >= moment)
                    reached.TrySetResult();
            }),
            new ClusterTrainingTests.All<ClusterTrainingStatus>(status));
        await Task.WhenAny(reached.Task, running).WaitAsync(TimeSpan.FromMinutes(1));
        // One that is started after the last one was killed has its name.
        await cluster.Silos.StartAdditionalSiloAsync();
        await cluster.Silos.KillSiloAsync(cluster.Silos.Silos.Single(one => one.Name == $"Silo_{silo}"));

        using TrainingResult result = await running.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((StopReason.Completed, 4_000), (result.StopReason, result.Steps));
        Assert.Equal(1, result.FinalEvaluation!.Result.MeanReturn);
        Assert.Equal("Silo_0", status.First().LearnerSilo);
        Assert.NotEqual($"Silo_{silo}", status.Last().LearnerSilo);
        Assert.All(mishaps.Stored.Values, times => Assert.Equal(1, times));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task Calls_and_answers_that_are_lost_change_nothing()
    {
        Mishaps mishaps = new(seed: 5, rate: 0.03);
        TrainingDefinition training = Ponds.Training();
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(
            _folder.Path, training, configure: one => one.AddIncomingGrainCallFilter(mishaps));
        using TrainingResult result = await cluster.TrainAsync(training, Ponds.Plan).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((StopReason.Completed, 4_000), (result.StopReason, result.Steps));
        Assert.Equal(1, result.FinalEvaluation!.Result.MeanReturn);
        Assert.True(mishaps.Lost > 20, $"{mishaps.Lost}");
        Assert.True(mishaps.Repeated > 0);
        Assert.All(mishaps.Stored.Values, times => Assert.Equal(1, times));
        // What was asked for, and the rest of a block of each shard.
        Assert.InRange(mishaps.Stored.Count, 200, 202);
        Assert.InRange(mishaps.MostAhead, 1, MostAhead);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_learner_that_is_slow_makes_actors_wait()
    {
        // All shards answer it late, while actors get their answers at once.
        Mishaps mishaps = new(delay: _ => TimeSpan.FromSeconds(0.2));
        TrainingDefinition training = Ponds.Training(steps: 1_000);
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(
            _folder.Path, training, configure: one => one.AddIncomingGrainCallFilter(mishaps));
        using TrainingResult result = await cluster.TrainAsync(training, Ponds.Plan).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((StopReason.Completed, 1_000), (result.StopReason, result.Steps));
        Assert.InRange(mishaps.MostAhead, 100, MostAhead);
        Assert.InRange(mishaps.Stored.Count, 50, 52);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_shard_that_is_slow_is_not_waited_for()
    {
        Mishaps mishaps = new(delay: shard => TimeSpan.FromSeconds(shard == 1 ? 1.5 : 0));
        TrainingDefinition training = Ponds.Training(steps: 2_000);
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(
            _folder.Path, training, configure: one => one.AddIncomingGrainCallFilter(mishaps));
        using TrainingResult result = await cluster.TrainAsync(training, Ponds.Plan).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((StopReason.Completed, 2_000), (result.StopReason, result.Steps));
        Assert.True(result.Updates > 1_000);
        Assert.True(mishaps.Stored.Count <= 102, $"{mishaps.Stored.Count}");
    }

    // The loss of another silo may have put it there.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_learner_on_a_silo_that_does_not_have_the_training_moves_to_one_that_does(bool hasAnother)
    {
        TrainingDefinition training = Ponds.Training();
        await using TrainingCluster cluster = await StartHalfAsync(training, hasAnother);
        TrainingRun run = TrainingRun.Of(Ponds.Name, Fingerprint.Of(training.Describe()), Ponds.Plan, seed: 1, evaluates: false);
        ILearnerGrain learner = cluster.Silos.Silos[0].ServiceProvider
            .GetRequiredService<IGrainFactory>().GetGrain<ILearnerGrain>(run.Key());
        Assert.Equal(TrainingState.Full, (await AskAsync(silo: 0)).State);

        LearnerAnswer answer = await AskAsync(silo: 1);
        for (int i = 0; i < 100 && answer.State == TrainingState.Full; i++)
        {
            await Task.Delay(50);
            answer = await AskAsync(silo: 1);
        }

        Assert.Equal((TrainingState.Running, "Silo_1"), (answer.State, answer.Silo));
        await learner.EndAsync(run, forget: true);

        Task<LearnerAnswer> AskAsync(int silo)
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, cluster.Silos.Silos[silo].SiloAddress);
            return learner.AskAsync(run);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_checkpoint_is_fetched_and_deleted_where_the_training_is_known(bool hasAnother)
    {
        TrainingDefinition training = Ponds.Training();
        await using TrainingCluster cluster = await StartHalfAsync(training, hasAnother);
        SiloReport[] silos = [new("Silo_1", cluster.Silos.Silos[1].SiloAddress.ToParsableString(), 0, [], null, "", null)];
        LearnerAnswer ended = new(TrainingState.Done, "Silo_1");

        (RemoteTraining fetching, string fetched) = await OnTheFirstSiloAsync(seed: 1);
        await fetching.FetchAsync(ended, _folder.File("copy"));
        Assert.Equal(fetched, await File.ReadAllTextAsync(_folder.File("copy")));

        (RemoteTraining ending, string forgotten) = await OnTheFirstSiloAsync(seed: 2);
        await ending.EndAsync(ended, forget: true);
        Assert.True(File.Exists(fetched));
        Assert.False(File.Exists(forgotten));

        // Its contents are its path.
        async Task<(RemoteTraining Remote, string Checkpoint)> OnTheFirstSiloAsync(ulong seed)
        {
            TrainingRun run = TrainingRun.Of(Ponds.Name, Fingerprint.Of(training.Describe()), Ponds.Plan, seed, evaluates: false);
            string checkpoint = _folder.File($"{run.Key()}.checkpoint");
            await File.WriteAllTextAsync(checkpoint, checkpoint);
            RequestContext.Set(IPlacementDirector.PlacementHintKey, cluster.Silos.Silos[0].SiloAddress);
            await cluster.Silos.Client.GetGrain<ILearnerGrain>(run.Key()).CancelAsync();
            ClusterTrainingOptions options = new() { Patience = TimeSpan.FromSeconds(30) };
            return (new RemoteTraining(cluster.Silos.Client, run, silos, options), checkpoint);
        }
    }

    [Fact]
    public async Task A_farewell_that_fails_does_not_lose_the_result()
    {
        TrainingDefinition training = Ponds.Training(steps: 1_000);
        ConcurrentQueue<ClusterTrainingStatus> status = [];
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(
            _folder.Path, training, silos: 1, silo => silo.AddIncomingGrainCallFilter(LoseFarewellAsync));
        using TrainingResult result = await cluster
            .TrainAsync(training, Ponds.Plan, status: new ClusterTrainingTests.All<ClusterTrainingStatus>(status)).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((StopReason.Completed, 1_000), (result.StopReason, result.Steps));
        Assert.Equal(
            "The training 'pond' was not ended everywhere; its checkpoint was not deleted, and the next call continues from it: The folder is away.",
            Assert.Single(status.Last().Warnings));
    }

    [Fact]
    public async Task A_session_that_cannot_be_ended_does_not_lose_the_result()
    {
        TrainingDefinition training = Ponds.Training(steps: 2_000);
        ConcurrentQueue<ClusterTrainingStatus> status = [];
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(_folder.Path, training, silos: 1);
        using TrainingResult result = await cluster.TrainAsync(
            training,
            Ponds.Plan,
            new ClusterTrainingTests.Then<TrainingProgress>(_ =>
            {
                // A folder cannot be deleted as a file.
                foreach (string path in Directory.GetFiles(_folder.Path, "*.session"))
                {
                    File.Delete(path);
                    Directory.CreateDirectory(path);
                }
            }),
            new ClusterTrainingTests.All<ClusterTrainingStatus>(status)).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((StopReason.Completed, 2_000), (result.StopReason, result.Steps));
        Assert.StartsWith("The session was not ended", status.Last().Warnings[0], StringComparison.Ordinal);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task Shards_that_are_not_found_are_not_waited_for()
    {
        TrainingDefinition training = Ponds.Training(steps: 1_000);
        using CancellationTokenSource over = new();
        int asked = 0;
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(_folder.Path, training, silos: 1, silo => silo.AddIncomingGrainCallFilter(
            async call =>
            {
                if (call.MethodName == nameof(IManagementGrain.GetActivationAddress))
                {
                    if (Interlocked.Increment(ref asked) == 1)
                        throw new InvalidOperationException("The directory is away.");
                    await Task.Delay(TimeSpan.FromMinutes(1), over.Token);
                }

                await call.Invoke();
            }));
        using TrainingResult result = await cluster.TrainAsync(training, Ponds.Plan).WaitAsync(TimeSpan.FromSeconds(25));
        await over.CancelAsync();
        Assert.Equal((StopReason.Completed, 1_000), (result.StopReason, result.Steps));
        Assert.InRange(asked, 1, int.MaxValue);
    }

    // The list of silos comes late when the store is away.
    [Fact]
    public async Task A_training_that_is_canceled_before_its_silos_are_known_gives_what_it_has()
    {
        TrainingDefinition training = Ponds.Training();
        using CancellationTokenSource cancellation = new();
        int asked = 0;
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(_folder.Path, training, silos: 1, silo => silo.AddIncomingGrainCallFilter(
            async call =>
            {
                if (call.MethodName == nameof(IManagementGrain.GetHosts) && ++asked > 1)
                    await Task.Delay(TimeSpan.FromSeconds(3));
                await call.Invoke();
            }));
        using TrainingResult result = await cluster.TrainAsync(
            training,
            Ponds.Plan,
            status: new ClusterTrainingTests.Then<ClusterTrainingStatus>(_ => cancellation.Cancel()),
            cancellationToken: cancellation.Token).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((StopReason.Canceled, 0), (result.StopReason, result.Steps));
        Assert.InRange(asked, 2, int.MaxValue);
    }

    [Fact]
    public async Task An_environment_that_fails_is_told_with_its_actor_and_its_silo()
    {
        int steps = 0;
        // Describing it takes some hundred steps.
        TrainingDefinition breaking = Ponds.Training(() =>
        {
            if (Interlocked.Increment(ref steps) > 2_000)
                throw new IOException("The pond is dry.");
        });
        await using TrainingCluster broken = await TrainingCluster.StartAsync(
            _folder.Path, breaking, silos: 1, silo => silo.AddIncomingGrainCallFilter(LoseFarewellAsync));
        TrainingClusterException error = await Assert
            .ThrowsAsync<TrainingClusterException>(() => broken.TrainAsync(breaking, Ponds.Plan)).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Matches("The training 'pond' failed on the silo 'Silo_0': Actor [0-3] on the silo 'Silo_0' failed: IOException: The pond is dry.", error.Message);
    }

    private static async Task LoseFarewellAsync(IIncomingGrainCallContext call)
    {
        await call.Invoke();
        if (call.Grain is LearnerGrain && call.MethodName == nameof(ILearnerGrain.EndAsync))
            throw new IOException("The folder is away.");
    }

    // The first silo has no training, or another one of that name.
    private Task<TrainingCluster> StartHalfAsync(TrainingDefinition training, bool hasAnother) => TrainingCluster.StartAsync(2, (number, silo) =>
    {
        if (number > 0 || hasAnother)
            silo.AddDeepQTrainings([number > 0 ? training : Ponds.Training(gamma: 0.5)], options => options.Folder = _folder.File(number > 0 ? "." : "other"));
    });
}
