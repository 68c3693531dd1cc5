using System.Collections.Concurrent;
using DeepQ.Environments.Tabular;
using DeepQ.Learning.Checkpoints;
using DeepQ.MLNet.Sweeps;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Orleans.Cluster;
using DeepQ.Orleans.Grains;
using DeepQ.Orleans.Messages;
using DeepQ.Orleans.Tests.Support;

namespace DeepQ.Orleans.Tests.Cluster;

/// <summary>What a cluster cannot do is said in words, by the names of the silos.</summary>
public sealed class ClusterRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_silo_that_does_not_know_the_sweep_is_named()
    {
        string message = await RefusalAsync(silo => silo == 1 ? Lakes.Sweep(name: "pond") : Lakes.Sweep());
        Assert.Equal("The silo 'Silo_1' does not know the sweep 'lake'; it knows 'pond'.", message);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_silo_with_another_space_is_named_and_what_differs()
    {
        string message = await RefusalAsync(silo => silo == 1 ? Lakes.Sweep(space: Lakes.Space(gamma: 0.5)) : Lakes.Sweep());
        Assert.Equal(
            "The sweep 'lake' is another one on the silo 'Silo_1'. It has: baseline Gamma = 0.5. This program has: baseline Gamma = 0.9.",
            message);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_silo_with_another_environment_is_named_and_what_differs()
    {
        string message = await RefusalAsync(silo => silo == 1 ? Lakes.Sweep(() => new FrozenLake()) : Lakes.Sweep());
        Assert.Contains("It has: learned from = FrozenLake", message, StringComparison.Ordinal);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task Silos_that_see_different_folders_are_named()
    {
        string message = await RefusalAsync(_ => Lakes.Sweep(), silo => $"{silo}");
        Assert.StartsWith("The silos do not see the same folder: ", message, StringComparison.Ordinal);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_checkpoint_that_another_silo_holds_ends_the_patience()
    {
        Directory.CreateDirectory(_folder.File("checkpoints"));
        ConcurrentDictionary<string, Lazy<FileLock>> locks = [];
        string message = await ImpatientAsync(async call =>
        {
            if (call.Grain is TrainingGrain && call.Request.GetArgumentCount() > 0 && call.Request.GetArgument(0) is TrainingOrder order)
                _ = locks.GetOrAdd(order.Key(), key => new(() => new FileLock(CheckpointOf(key) + ".training", "held"))).Value;
            await call.Invoke();
        });
        foreach (Lazy<FileLock> held in locks.Values)
            held.Value.Dispose();
        Assert.Matches("^The silo 'Silo_0' has found the checkpoint of candidate [0-3] held by another silo for 00:00:02. ", message);

        string CheckpointOf(string key) => _folder.File(Path.Combine("checkpoints", $"{key}.checkpoint"));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task Silos_that_do_not_train_for_sweeps_end_the_patience()
    {
        string message = await ImpatientAsync(async call =>
        {
            await call.Invoke();
            if (call.Result is TrainingAnswer)
                call.Result = new TrainingAnswer(TrainingState.Full, "");
        });
        Assert.Matches("^No silo has trained candidate [0-3] for 00:00:02: those that were asked do not train for sweeps. ", message);
    }

    [Fact]
    public async Task A_cluster_that_does_not_train_is_told_at_once()
    {
        await using SweepCluster cluster = await SweepCluster.StartAsync(1, (_, _) => { });
        string message = (await Assert.ThrowsAsync<SweepClusterException>(
            () => cluster.SweepAsync(Lakes.Sweep(), Lakes.Options(_folder.File("sweep"))))).Message;
        Assert.Equal("None of the 1 silos trains for sweeps; call AddDeepQSweeps where they are configured.", message);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_trial_that_diverges_is_a_line_and_one_whose_environment_breaks_ends_the_sweep()
    {
        SweepSpace space = new SweepSpace(() => Lakes.Settings(0.9))
            .Vary("rate", [1e-2, 1e30], (options, value) => options.LearningRate = value);
        bool breaks = false;
        EnvironmentSweep sweep = Lakes.Sweep(
            () => new WaitingLake(() =>
            {
                if (breaks)
                    throw new IOException("The lake is dry.");
            }),
            space: space);
        SweepOptions options = Lakes.Options(_folder.File("sweep"));
        (options.Search, options.Rounds) = (SweepSearch.Grid, 1);
        await using SweepCluster cluster = await SweepCluster.StartAsync(_folder.File("checkpoints"), sweep, silos: 1);
        SweepResult result = await cluster.SweepAsync(sweep, options);
        Assert.Equal([true, false], result.Trials.Select(trial => trial.Succeeded));
        Assert.StartsWith("After ", result.Trials[1].Description, StringComparison.Ordinal);

        breaks = true;
        options.Folder = _folder.File("other");
        SweepClusterException error = await Assert.ThrowsAsync<SweepClusterException>(() => cluster.SweepAsync(sweep, options));
        Assert.EndsWith("IOException: The lake is dry.", error.Message, StringComparison.Ordinal);
    }

    private async Task<string> ImpatientAsync(IncomingGrainCallFilterDelegate filter)
    {
        EnvironmentSweep sweep = Lakes.Sweep();
        await using SweepCluster cluster = await SweepCluster.StartAsync(1, (_, silo) => silo
            .AddDeepQSweeps([sweep], options => options.Folder = _folder.File("checkpoints"))
            .AddIncomingGrainCallFilter(filter));
        return (await Assert.ThrowsAsync<SweepClusterException>(() => cluster.Silos.Client.SweepAsync(
            sweep,
            Lakes.Options(_folder.File("sweep")),
            new ClusterSweepOptions { PollInterval = TimeSpan.FromMilliseconds(50), Patience = TimeSpan.FromSeconds(2) })
            .WaitAsync(TimeSpan.FromSeconds(30)))).Message;
    }

    private async Task<string> RefusalAsync(Func<int, EnvironmentSweep> sweepOf, Func<int, string>? folderOf = null)
    {
        await using SweepCluster cluster = await SweepCluster.StartAsync(2, (number, silo) => silo.AddDeepQSweeps(
            [sweepOf(number)], options => options.Folder = _folder.File(folderOf?.Invoke(number) ?? "checkpoints")));
        return (await Assert.ThrowsAsync<SweepClusterException>(
            () => cluster.SweepAsync(Lakes.Sweep(), Lakes.Options(_folder.File("sweep"))))).Message;
    }
}
