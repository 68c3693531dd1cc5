using DeepQ.Environments.Tabular;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Orleans.Tests.Support;

namespace DeepQ.Orleans.Tests.Trainings;

public sealed class TrainingDefinitionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_environment_whose_file_was_missing_is_described_once_it_is_there()
    {
        string path = _folder.File("map.txt");
        TrainingDefinition training = new(Ponds.Name, () => new FrozenLake(File.ReadAllLines(path)), () => Ponds.Settings());
        Assert.Throws<FileNotFoundException>(training.Describe);

        File.WriteAllLines(path, ["SF", "FG"]);
        Assert.StartsWith("FrozenLake", training.Describe()["environment"], StringComparison.Ordinal);
    }
}
