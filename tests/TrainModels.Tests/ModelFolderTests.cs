using DeepQ.Learning;

namespace TrainModels.Tests;

public sealed class ModelFolderTests : IDisposable
{
    private readonly string _models = Directory.CreateTempSubdirectory("deepq-models-").FullName;

    [Fact]
    public void The_same_recipe_makes_the_same_bytes()
    {
        Recipe recipe = new("short", () => new FrozenLake(), 0, Seed: 3, new DqnOptions
        {
            Steps = 200,
            LearningStart = 100,
            EvaluationInterval = 100,
            EvaluationEpisodes = 1,
        });
        ModelCard first = ModelFolder.Make(recipe, _models);
        ModelCard second = ModelFolder.Make(recipe, _models);
        Assert.Equal(first.File.Sha256, second.File.Sha256);
        Assert.Equal(first.ToJson(), second.ToJson());
        Assert.Equal(first.ToJson(), ModelCard.Read(Path.Combine(_models, "FrozenLake-v1")).ToJson());
        Assert.Equal((3ul, 200L), (first.Seed, first.Steps));
    }

    public void Dispose() => Directory.Delete(_models, recursive: true);
}
