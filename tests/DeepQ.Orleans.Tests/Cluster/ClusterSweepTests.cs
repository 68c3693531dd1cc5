using DeepQ.Environments.Tabular;
using DeepQ.MLNet;
using DeepQ.MLNet.Sweeps;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Orleans.Cluster;
using DeepQ.Orleans.Tests.Support;
using Microsoft.ML;

namespace DeepQ.Orleans.Tests.Cluster;

/// <summary>A sweep on a cluster comes to what it comes to on one machine, whatever happens to the silos.</summary>
public sealed class ClusterSweepTests(LocalSweep local) : IClassFixture<LocalSweep>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Checkpoints => _folder.File("checkpoints");

    private string Folder => _folder.File("sweep");

    public void Dispose() => _folder.Dispose();

    [Trait("Category", "Slow")]
    [Fact]
    public async Task Trials_on_several_silos_are_those_of_the_local_sweep()
    {
        Heard heard = new();
        StepCount count = new();
        EnvironmentSweep sweep = Lakes.Counted(count);
        await using SweepCluster cluster = await SweepCluster.StartAsync(Checkpoints, sweep, places: 1);
        SweepResult result = await cluster.SweepAsync(sweep, Lakes.Options(Folder), heard);

        Assert.True(result.IsComplete);
        Assert.Equal(local.Journal, Lakes.Journal(Folder));
        Assert.Equal(local.Steps, count.Steps);
        Assert.Equal(QValues(local.ModelPath), QValues(result.ModelPath!));
        Assert.True(heard.All.Select(one => one.Silo).Distinct().Count() > 1);
        Assert.Contains(heard.All, one => one.Steps > 0 && one.Steps < one.TotalSteps);
        Assert.Equal(["folder.id"], Directory.GetFiles(Checkpoints).Select(Path.GetFileName));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task Silos_that_do_not_train_are_passed_over()
    {
        EnvironmentSweep sweep = Lakes.Sweep(() => new FrozenLake(isSlippery: false));
        Heard heard = new();
        await using SweepCluster cluster = await SweepCluster.StartAsync(3, (number, silo) =>
        {
            if (number == 1)
                silo.AddDeepQSweeps([sweep], options => (options.Folder, options.Places) = (Checkpoints, 2));
        });
        SweepResult result = await cluster.SweepAsync(sweep, Lakes.Options(Folder), heard).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(result.IsComplete);
        Assert.Equal(["Silo_1"], heard.All.Select(one => one.Silo).Distinct());
    }

    // In each round a silo is killed in the middle of a training.
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Silos_that_are_killed_change_nothing(int seed)
    {
        Random random = new(seed);
        double[] moments = [0.6 * random.NextDouble(), 0.6 * random.NextDouble()];
        TaskCompletionSource<SweepTrainingProgress>[] reached =
            [.. moments.Select(_ => new TaskCompletionSource<SweepTrainingProgress>(TaskCreationOptions.RunContinuationsAsynchronously))];
        using ManualResetEventSlim goOn = new(initialState: true);
        HashSet<(int Candidate, int Round)> standing = [];
        Heard heard = new(one =>
        {
            lock (standing)
            {
                if (one.Steps <= moments[one.Round] * one.TotalSteps || one.Steps == one.TotalSteps || reached[one.Round].Task.IsCompleted)
                    return;

                // All stand still from here on. One that is heard of twice since then has not come to its end before that.
                goOn.Reset();
                if (!standing.Add((one.Candidate, one.Round)))
                    reached[one.Round].SetResult(one);
            }
        });
        StepCount count = new();
        EnvironmentSweep sweep = Lakes.Counted(count, goOn);
        await using SweepCluster cluster = await SweepCluster.StartAsync(Checkpoints, sweep);
        Task<SweepResult> sweeping = cluster.SweepAsync(sweep, Lakes.Options(Folder), heard);
        foreach (TaskCompletionSource<SweepTrainingProgress> moment in reached)
        {
            SweepTrainingProgress killed = await moment.Task.WaitAsync(TimeSpan.FromMinutes(1));
            // One that is started after the last one was killed has its name.
            await cluster.Silos.StartAdditionalSiloAsync();
            await cluster.Silos.KillSiloAsync(cluster.Silos.Silos.Single(silo => silo.Name == killed.Silo));
            goOn.Set();
        }

        SweepResult result = await sweeping.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(result.IsComplete);
        Assert.Equal(local.Journal, Lakes.Journal(Folder));
        Assert.Equal(QValues(local.ModelPath), QValues(result.ModelPath!));
        foreach (TaskCompletionSource<SweepTrainingProgress> moment in reached)
        {
            SweepTrainingProgress killed = await moment.Task;
            Assert.Contains(heard.All, one => (one.Candidate, one.Round) == (killed.Candidate, killed.Round) && one.Silo != killed.Silo);
        }

        Assert.InRange(count.Steps, local.Steps, 1.3 * local.Steps);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task What_is_begun_here_is_gone_on_with_on_the_cluster_and_the_other_way_round()
    {
        using CancellationTokenSource first = new();
        LocalSweep.Run(Folder, new StepCount(), new Until(1, first), first.Token);
        int begun = Lakes.Journal(Folder).Length;
        Assert.InRange(begun, 2, local.Journal.Count - 2);

        await using SweepCluster cluster = await SweepCluster.StartAsync(Checkpoints, Lakes.Sweep());
        using CancellationTokenSource second = new();
        SweepOptions options = Lakes.Options(Folder);
        options.Progress = new Until(begun, second);
        Assert.False((await cluster.SweepAsync(Lakes.Sweep(), options, null, second.Token)).IsComplete);
        Assert.InRange(Lakes.Journal(Folder).Length, begun + 1, local.Journal.Count - 1);

        Assert.Equal(local.Journal, LocalSweep.Run(Folder, new StepCount()));
    }

    // What is made again is no more than the evaluations that were cut off.
    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_sweep_that_was_canceled_goes_on_where_its_trainings_were()
    {
        StepCount count = new();
        EnvironmentSweep sweep = Lakes.Counted(count);
        using CancellationTokenSource cancellation = new();
        await using SweepCluster cluster = await SweepCluster.StartAsync(Checkpoints, sweep, places: 1);
        Heard heard = new(one =>
        {
            if (one.Steps > one.TotalSteps / 2)
                cancellation.Cancel();
        });
        SweepResult half = await cluster.SweepAsync(sweep, Lakes.Options(Folder), heard, cancellation.Token);
        Assert.False(half.IsComplete);
        Assert.NotEmpty(Directory.GetFiles(Checkpoints, "*.checkpoint"));
        int before = count.Steps;
        await Task.Delay(50);
        Assert.Equal(before, count.Steps);

        SweepResult result = await cluster.SweepAsync(sweep, Lakes.Options(Folder));
        Assert.True(result.IsComplete);
        Assert.Equal(local.Journal, Lakes.Journal(Folder));
        Assert.InRange(count.Steps, local.Steps, local.Steps + 200);
    }

    private static float[] QValues(string path)
    {
        using DeepQTransformer policy = new MLContext().ReinforcementLearning.LoadPolicy(path);
        float[] all = new float[16 * policy.Policy.ActionCount];
        for (int state = 0; state < 16; state++)
        {
            float[] oneHot = new float[16];
            oneHot[state] = 1;
            policy.Policy.QValues(oneHot, all.AsSpan(state * policy.Policy.ActionCount, policy.Policy.ActionCount));
        }

        return all;
    }

    private sealed class Until(int trials, CancellationTokenSource cancellation) : IProgress<SweepTrial>
    {
        private int _count;

        public void Report(SweepTrial value)
        {
            if (++_count == trials + 1)
                cancellation.Cancel();
        }
    }
}
