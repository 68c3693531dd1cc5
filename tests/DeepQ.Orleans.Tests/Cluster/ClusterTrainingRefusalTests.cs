using DeepQ.Environments.Tabular;
using DeepQ.Learning;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Orleans.Cluster;
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
    public async Task A_cluster_that_takes_part_in_no_training_is_told_at_once()
    {
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(1, (_, _) => { });
        Assert.Equal(
            "None of the 1 silos takes part in trainings; call AddDeepQTrainings where they are configured.", await RefusalAsync(cluster));
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
