using DeepQ.MLNet;
using DeepQ.MLNet.Sweeps;
using DeepQ.MLNet.Tests.Support;
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

    [Fact]
    public async Task Trials_on_several_silos_are_those_of_the_local_sweep()
    {
        Heard heard = new();
        await using SweepCluster cluster = await SweepCluster.StartAsync(Checkpoints, Lakes.Sweep(), places: 1);
        SweepResult result = await cluster.SweepAsync(Lakes.Sweep(), Lakes.Options(Folder), heard);

        Assert.True(result.IsComplete);
        Assert.Equal(local.Journal, Lakes.Journal(Folder));
        Assert.Equal(QValues(local.ModelPath), QValues(result.ModelPath!));
        Assert.True(heard.All.Select(one => one.Silo).Distinct().Count() > 1);
        Assert.Contains(heard.All, one => one.Steps > 0 && one.Steps < one.TotalSteps);
        Assert.Equal(["folder.id"], Directory.GetFiles(Checkpoints).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Silos_that_are_killed_change_nothing(int seed)
    {
        Random random = new(seed);
        await using SweepCluster cluster = await SweepCluster.StartAsync(Checkpoints, Lakes.Sweep());
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Heard heard = new(one =>
        {
            if (one.Steps > 0)
                begun.TrySetResult();
        });
        Task<SweepResult> sweeping = cluster.SweepAsync(Lakes.Sweep(), Lakes.Options(Folder), heard);
        await Task.WhenAny(begun.Task, sweeping);
        for (int kill = 0; kill < 2; kill++)
        {
            await Task.Delay(random.Next(600));
            var silos = cluster.Silos.Silos;
            await cluster.Silos.KillSiloAsync(silos[random.Next(silos.Count)]);
            await cluster.Silos.StartAdditionalSiloAsync();
        }

        SweepResult result = await sweeping.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.True(result.IsComplete);
        Assert.Equal(local.Journal, Lakes.Journal(Folder));
        Assert.Equal(QValues(local.ModelPath), QValues(result.ModelPath!));
    }

    [Fact]
    public async Task What_is_begun_here_is_gone_on_with_on_the_cluster_and_the_other_way_round()
    {
        using CancellationTokenSource first = new();
        LocalSweep.Run(Folder, new Until(1, first), first.Token);
        int begun = Lakes.Journal(Folder).Length;
        Assert.InRange(begun, 2, local.Journal.Count - 2);

        await using SweepCluster cluster = await SweepCluster.StartAsync(Checkpoints, Lakes.Sweep());
        using CancellationTokenSource second = new();
        SweepOptions options = Lakes.Options(Folder);
        options.Progress = new Until(begun, second);
        Assert.False((await cluster.SweepAsync(Lakes.Sweep(), options, null, second.Token)).IsComplete);
        Assert.InRange(Lakes.Journal(Folder).Length, begun + 1, local.Journal.Count - 1);

        Assert.Equal(local.Journal, LocalSweep.Run(Folder));
    }

    [Fact]
    public async Task A_sweep_that_was_cancelled_leaves_checkpoints_and_goes_on_from_them()
    {
        using CancellationTokenSource cancellation = new();
        await using SweepCluster cluster = await SweepCluster.StartAsync(Checkpoints, Lakes.Sweep(), places: 1);
        Heard heard = new(one =>
        {
            if (one.Steps > one.TotalSteps / 2)
                cancellation.Cancel();
        });
        SweepResult half = await cluster.SweepAsync(Lakes.Sweep(), Lakes.Options(Folder), heard, cancellation.Token);
        Assert.False(half.IsComplete);
        Assert.NotEmpty(Directory.GetFiles(Checkpoints, "*.checkpoint"));

        Heard second = new();
        SweepResult result = await cluster.SweepAsync(Lakes.Sweep(), Lakes.Options(Folder), second);
        Assert.True(result.IsComplete);
        Assert.Equal(local.Journal, Lakes.Journal(Folder));
        Assert.DoesNotContain(second.All, one => one.Candidate == heard.All.Last().Candidate && one.Round == 0 && one.Steps is > 0 and < 100);
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
