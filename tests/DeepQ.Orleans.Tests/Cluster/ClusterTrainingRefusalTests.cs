using DeepQ.Environments.Tabular;
using DeepQ.Learning;
using DeepQ.Learning.Checkpoints;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Orleans.Cluster;
using DeepQ.Orleans.Messages;
using DeepQ.Orleans.Tests.Support;

namespace DeepQ.Orleans.Tests.Cluster;

/// <summary>What cannot be trained together is said before the first step, by the names of the silos.</summary>
public sealed class ClusterTrainingRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Silos_that_differ_are_named_and_what_differs()
    {
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(3, (number, silo) =>
        {
            TrainingDefinition training = number switch
            {
                0 => Ponds.Training(name: "puddle"),
                1 => Ponds.Training(gamma: 0.5),
                _ => new TrainingDefinition(Ponds.Name, () => new FrozenLake(), () => Ponds.Settings()),
            };
            silo.AddDeepQTrainings([training], options => options.Folder = _folder.Path);
        });
        string[] lines = (await RefusalAsync(cluster)).Split(Environment.NewLine);
        Assert.Equal("The silo 'Silo_0' does not know the training 'pond'; it knows 'puddle'.", lines[0]);
        Assert.Equal(
            "The training 'pond' is another one on the silo 'Silo_1'. It has: Gamma = 0.5. This program has: Gamma = 0.9.", lines[1]);
        Assert.StartsWith(
            "The training 'pond' is another one on the silo 'Silo_2'. It has: environment = FrozenLake", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_of_another_version_is_named()
    {
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(2, (number, silo) =>
        {
            silo.AddDeepQTrainings([Ponds.Training()], options => options.Folder = _folder.Path);
            if (number == 1)
                silo.AddIncomingGrainCallFilter(OlderAsync);
        });
        Assert.Matches(
            "^The training 'pond' is another one on the silo 'Silo_1'. It has: version = 0.0.1. This program has: version = .+\\.$",
            await RefusalAsync(cluster));

        static async Task OlderAsync(IIncomingGrainCallContext context)
        {
            await context.Invoke();
            if (context.Result is SiloReport { Description: { } description } report)
                context.Result = report with { Description = new(description) { ["version"] = "0.0.1" } };
        }
    }

    [Fact]
    public async Task A_silo_that_lacks_a_file_of_the_environment_or_throws_otherwise_is_named()
    {
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(3, (number, silo) =>
        {
            TrainingDefinition training = number switch
            {
                0 => Ponds.Training(),
                1 => new TrainingDefinition(Ponds.Name, () => new FrozenLake(File.ReadAllLines(_folder.File("map.txt"))), () => Ponds.Settings()),
                _ => new TrainingDefinition(Ponds.Name, () => Ponds.Create(), () => throw new ArgumentException("No settings are here.")),
            };
            silo.AddDeepQTrainings([training], options => options.Folder = _folder.Path);
        });
        string[] lines = (await RefusalAsync(cluster)).Split(Environment.NewLine);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith(
            "The silo 'Silo_1' cannot make the training 'pond': FileNotFoundException: ", lines[0], StringComparison.Ordinal);
        Assert.Contains("map.txt", lines[0], StringComparison.Ordinal);
        Assert.Equal("The silo 'Silo_2' cannot make the training 'pond': ArgumentException: No settings are here.", lines[1]);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        File.WriteAllText(_folder.File("file"), "");
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(_folder.File("file"), Ponds.Training(), silos: 1);
        Assert.StartsWith($"The silo 'Silo_0' cannot write '{_folder.File("file")}': ", await RefusalAsync(cluster), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_that_is_deleted_before_it_is_fetched_is_told_and_the_next_call_begins_anew()
    {
        TrainingDefinition training = Ponds.Training(steps: 1_000);
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(_folder.File("checkpoints"), training, silos: 1);
        TrainingClusterException error = await Assert.ThrowsAsync<TrainingClusterException>(() => cluster.TrainAsync(
            training,
            Ponds.Plan,
            new ClusterTrainingTests.Then<TrainingProgress>(one =>
            {
                foreach (string path in Directory.GetFiles(_folder.File("checkpoints"), "*.checkpoint").Where(_ => one.Step == 1_000))
                    File.Delete(path);
            })).WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.StartsWith("The checkpoint of 'pond' was deleted before its result was fetched;", error.Message, StringComparison.Ordinal);
        using TrainingResult result = await cluster.TrainAsync(training, Ponds.Plan).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((StopReason.Completed, 1_000), (result.StopReason, result.Steps));
    }

    [Fact]
    public async Task Silos_that_do_not_have_the_training_end_the_patience()
    {
        TrainingDefinition training = Ponds.Training();
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(_folder.Path, training, silos: 1, silo => silo.AddIncomingGrainCallFilter(
            async call =>
            {
                await call.Invoke();
                if (call.Result is LearnerAnswer)
                    call.Result = new LearnerAnswer(TrainingState.Full, "");
            }));
        Assert.StartsWith(
            "No silo has learned for 'pond' for 00:00:02: those that were asked do not have it. ",
            await ImpatientAsync(cluster, training),
            StringComparison.Ordinal);
    }

    // Each learner that finds the lock held ends, and the next one is asked before it has tried the lock.
    [Fact]
    public async Task A_checkpoint_that_another_process_holds_ends_the_patience()
    {
        TrainingDefinition training = Ponds.Training();
        TrainingRun run = TrainingRun.Of(Ponds.Name, Fingerprint.Of(training.Describe()), Ponds.Plan, seed: 0, evaluates: true);
        using FileLock held = new(_folder.File($"{run.Key()}.checkpoint.learner"), "held");
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(_folder.Path, training, silos: 1);
        Assert.StartsWith(
            "No silo has learned for 'pond' for 00:00:02: the silo 'Silo_0' finds its checkpoint held by another silo",
            await ImpatientAsync(cluster, training),
            StringComparison.Ordinal);
    }

    private static async Task<string> ImpatientAsync(TrainingCluster cluster, TrainingDefinition training)
    {
        ClusterTrainingOptions options = new()
        {
            Distribution = Ponds.Plan,
            PollInterval = TimeSpan.FromMilliseconds(50),
            Patience = TimeSpan.FromSeconds(2),
        };
        return (await Assert.ThrowsAsync<TrainingClusterException>(
            () => cluster.Silos.Client.TrainAsync(training, options).WaitAsync(TimeSpan.FromMinutes(1)))).Message;
    }

    [Fact]
    public async Task A_cluster_that_takes_part_in_no_training_is_told_at_once()
    {
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(1, (_, _) => { });
        Assert.Equal(
            "None of the 1 silos takes part in trainings; call AddDeepQTrainings where they are configured.", await RefusalAsync(cluster));
    }

    [Fact]
    public async Task Environments_that_no_checkpoint_could_be_continued_with_are_refused()
    {
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(1, (_, silo) =>
            silo.AddDeepQTrainings([Limited(maxSteps: () => 40)], options => options.Folder = _folder.Path));
        TrainingClusterException silos = await Assert.ThrowsAsync<TrainingClusterException>(
            () => cluster.TrainAsync(Limited(maxSteps: () => 50), Ponds.Plan));
        Assert.Matches("^The training 'pond' is another one on the silo 'Silo_0'. It has: environment fields = .*maxSteps = 1040.*This program has: .*maxSteps = 1050", silos.Message);

        int number = 30;
        ArgumentException one = await Assert.ThrowsAsync<ArgumentException>(
            () => cluster.TrainAsync(Limited(maxSteps: () => number++), Ponds.Plan));
        Assert.Matches("^Two environments of 'pond' differ, .*maxSteps = 103[0-9].*maxSteps = 103[0-9]", one.Message);

        // The limit is beyond all episodes that the comparison of their behavior plays.
        static TrainingDefinition Limited(Func<int> maxSteps) =>
            new(Ponds.Name, () => new FrozenLake(["SFF", "FHF", "FFG"], maxSteps: 1_000 + maxSteps()), () => Ponds.Settings());
    }

    [Fact]
    public void Settings_with_observers_or_a_checkpoint_are_refused()
    {
        DqnOptions settings = Ponds.Settings();
        settings.CheckpointPath = "here";
        Assert.StartsWith(
            "The settings of 'pond' must have neither Observers nor a CheckpointPath",
            Assert.Throws<ArgumentException>(() => new TrainingDefinition("pond", () => Ponds.Create(), () => settings).Describe()).Message,
            StringComparison.Ordinal);
    }

    private static async Task<string> RefusalAsync(TrainingCluster cluster) => (await Assert.ThrowsAsync<TrainingClusterException>(
        () => cluster.TrainAsync(Ponds.Training(), Ponds.Plan))).Message;
}
