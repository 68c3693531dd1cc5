using System.Collections.Concurrent;
using DeepQ.Learning;
using DeepQ.MLNet.Sweeps;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Orleans.Cluster;
using DeepQ.Orleans.Tests.Cluster;
using DeepQ.Orleans.Tests.Support;

namespace DeepQ.Orleans.Tests.Clustering;

/// <summary>Two silos and a client that know of each other only by a store: a sweep, and a training that loses a silo.</summary>
public abstract class ClusteringTests(LocalSweep local) : IClassFixture<LocalSweep>, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly JoinedCluster _cluster = new();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets a silo find the others.</summary>
    protected abstract void Join(ISiloBuilder silo);

    /// <summary>Lets a client find the silos.</summary>
    protected abstract void Join(IClientBuilder client);

    protected async Task SweepAsync()
    {
        EnvironmentSweep sweep = Lakes.Sweep();
        Heard heard = new();
        IClusterClient client = await StartAsync(silo => silo.AddDeepQSweeps(
            [sweep], options => (options.Folder, options.Places, options.CheckpointInterval) = (_folder.File("checkpoints"), 1, 100)));
        SweepResult result = await client.SweepAsync(
            sweep, Lakes.Options(_folder.File("sweep")), new ClusterSweepOptions { Progress = heard }).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(result.IsComplete);
        Assert.Equal(local.Journal, Lakes.Journal(_folder.File("sweep")));
        Assert.Equal(["one", "two"], heard.All.Select(one => one.Silo).Distinct().Order());
    }

    // It takes its time, so that there is something left to do once the silo is gone.
    protected Task LoseSiloAsync() => TrainAsync(
        Ponds.Training(() => Thread.Sleep(1), steps: 8_000), _cluster.KillSiloAsync, (before, after) => Assert.NotEqual(before, after));

    // Silos ask the store every two seconds.
    protected Task LoseStoreAsync(Action stop) => TrainAsync(
        Ponds.Training(() => Thread.Sleep(8), steps: 8_000),
        _ =>
        {
            stop();
            return Task.CompletedTask;
        },
        Assert.Equal);

    protected virtual void Dispose(bool disposing)
    {
        _cluster.Dispose();
        _folder.Dispose();
    }

    /// <summary>Trains, and loses something on the way.</summary>
    /// <param name="training">The training.</param>
    /// <param name="lose">Loses it, given the silo of the learner.</param>
    /// <param name="compare">Compares the silo of the learner before and after that.</param>
    private async Task TrainAsync(TrainingDefinition training, Func<string, Task> lose, Action<string, string> compare)
    {
        ConcurrentQueue<ClusterTrainingStatus> status = [];
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        IClusterClient client = await StartAsync(
            silo => silo.AddDeepQTrainings([training], options => options.Folder = _folder.File("checkpoints")));
        Task<TrainingResult> running = client.TrainAsync(training, new ClusterTrainingOptions
        {
            Distribution = Ponds.Plan,
            PollInterval = TimeSpan.FromMilliseconds(50),
            Patience = TimeSpan.FromMinutes(1),
            Status = new ClusterTrainingTests.Then<ClusterTrainingStatus>(one =>
            {
                status.Enqueue(one);
                if (one.StepsBySilo.Count == 2 && one.StepsBySilo.Values.Sum() >= 1_000)
                    reached.TrySetResult();
            }),
        });
        await Task.WhenAny(reached.Task, running).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.False(running.IsCompleted);
        Assert.Equal(["one", "two"], status.Last().StepsBySilo.Keys.Order());
        string learner = status.Last().LearnerSilo;
        await lose(learner);

        using TrainingResult result = await running.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal((StopReason.Completed, training.CreateOptions().Steps), (result.StopReason, result.Steps));
        Assert.Equal(1, result.FinalEvaluation!.Result.MeanReturn);
        compare(learner, status.Last().LearnerSilo);
    }

    private async Task<IClusterClient> StartAsync(Action<ISiloBuilder> configure)
    {
        foreach (string name in new[] { "one", "two" })
        {
            await _cluster.StartSiloAsync(name, (silo, _) =>
            {
                Join(silo);
                configure(silo);
            });
        }

        return await _cluster.ConnectAsync(Join);
    }
}
