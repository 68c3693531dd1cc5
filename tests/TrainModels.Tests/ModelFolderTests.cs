using DeepQ.Environments.Tabular;
using DeepQ.Learning;
using DeepQ.MLNet.Cards;

namespace TrainModels.Tests;

public sealed class ModelFolderTests : IDisposable
{
    private readonly string _models = Directory.CreateTempSubdirectory("deepq-models-").FullName;

    [Trait("Category", "Slow")]
    [Fact]
    public void The_same_recipe_makes_the_same_bytes()
    {
        Recipe recipe = new("short", () => new FrozenLake(), 0, Seed: 3, new DqnOptions
        {
            Steps = 200,
            LearningStarts = 100,
            EvaluationInterval = 100,
            EvaluationEpisodes = 1,
        });
        PolicyCard first = ModelFolder.Make(recipe, _models);
        PolicyCard second = ModelFolder.Make(recipe, _models);
        Assert.Equal(first.Sha256, second.Sha256);
        Assert.Equivalent(first, second, strict: true);
        Assert.Equivalent(
            first, PolicyCard.Read(Path.Combine(_models, "FrozenLake-v1", "policy.card.json")), strict: true);
        Assert.Equal(3, first.Seed);
    }

    public void Dispose() => Directory.Delete(_models, recursive: true);
}
