using System.Runtime.CompilerServices;
using DeepQ.Environments.Tabular;
using DeepQ.Learning.Evaluation;
using DeepQ.MLNet;
using DeepQ.MLNet.Cards;
using DeepQ.Serving;
using Microsoft.ML;

namespace TrainModels.Tests;

/// <summary>The policies of <c>models/</c> beside their cards.</summary>
public sealed class ShippedModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deepq-cards-").FullName;

    public static TheoryData<string> Names => [.. Recipe.All.Select(recipe => recipe.Name)];

    [Trait("Category", "Slow")]
    [Theory]
    [MemberData(nameof(Names))]
    public void A_policy_still_acts_as_its_card_says(string name)
    {
        (Recipe recipe, PolicyCard card) = Find(name);
        using OnnxPolicy policy = OnnxPolicy.Load(PathOf(recipe));

        double mean = Measurements.Returns(policy, recipe.Create()).MeanReturn;

        PolicyCardFigure value = Assert.Single(card.Values);
        Assert.InRange(mean, value.Lower!.Value, value.Upper!.Value);
        if (recipe.Aim is not double aim)
            return;
        Assert.InRange(aim, double.NegativeInfinity, mean);
        Assert.Equal(aim, CardIndex.Figure(card, Measurements.Aim));
    }

    // No two actions of theirs are close enough for a processor to round them into another order.
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("cartpole")]
    [InlineData("frozenlake")]
    [InlineData("taxi")]
    public void Where_no_rounding_matters_every_return_is_the_one_on_the_card(string name)
    {
        (Recipe recipe, PolicyCard card) = Find(name);
        using OnnxPolicy policy = OnnxPolicy.Load(PathOf(recipe));
        IEnvironment environment = recipe.Create();

        EvaluationResult returns = Measurements.Returns(policy, environment);

        Assert.Equal(returns.MeanReturn, card.Values[0].Value);
        Assert.All(
            Measurements.Figures(policy, environment, recipe.Aim, returns),
            figure => Assert.Equal(figure.Value, CardIndex.Figure(card, figure.Name), 1e-9));
    }

    [Theory]
    [InlineData("frozenlake", 11, 0.5420259319)]
    [InlineData("taxi", 400, 6.3274643149)]
    public void A_policy_of_a_tabular_problem_is_optimal_in_every_state(string name, int states, double value)
    {
        (Recipe recipe, PolicyCard card) = Find(name);
        using OnnxPolicy policy = OnnxPolicy.Load(PathOf(recipe));

        Optimality optimality = Optimality.Of(policy, (TabularEnvironment)recipe.Create());

        Assert.Equal((states, states), (optimality.States, optimality.OptimalStates));
        Assert.Equal(value, optimality.Value, 1e-9);
        Assert.Equal(value, optimality.OptimalValue, 1e-9);
        Assert.Equal(states, CardIndex.Figure(card, "of them with an optimal action"));
    }

    // What is computed with rounded weights is rounded otherwise on another processor, by less than this.
    [Theory]
    [MemberData(nameof(Names))]
    public void What_fewer_bits_cost_is_as_the_card_says(string name)
    {
        (Recipe recipe, PolicyCard card) = Find(name);

        Assert.All(Measurements.Compressed(File.ReadAllBytes(PathOf(recipe)), recipe.Create()), figure =>
        {
            double said = CardIndex.Figure(card, figure.Name);
            Assert.InRange(figure.Value, said - (0.02 * Math.Abs(said)), said + (0.02 * Math.Abs(said)));
        });
    }

    [Trait("Category", "Slow")]
    [Theory]
    [MemberData(nameof(Names))]
    public void Fitted_8_bit_weights_keep_the_actions_in_other_episodes(string name)
    {
        (Recipe recipe, _) = Find(name);
        byte[] model = File.ReadAllBytes(PathOf(recipe));

        byte[] fitted = CompressionTable.Fitted(model, recipe.Create());

        float[] states = Measurements.Visited(model, recipe.Create(), 10_000, Measurements.Seed);
        Assert.InRange(CompressionTable.Agreement(model, fitted, states), 0.995, 1);
        Assert.True(fitted.Length <= 2_200 + (0.31 * model.Length), $"{fitted.Length} of {model.Length} bytes");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_is_of_the_file_and_the_recipe_that_are_there(string name)
    {
        (Recipe recipe, PolicyCard card) = Find(name);
        string copy = Path.Combine(_folder, ModelFolder.PolicyName);
        File.Copy(PathOf(recipe), copy);

        PolicyCard again = new MLContext().ReinforcementLearning.WriteCard(copy, ModelFolder.Details(recipe));

        Assert.Equivalent(again with { Values = card.Values, Figures = card.Figures }, card, strict: true);
        // The published network for MinAtar has 132,000 weights.
        int most = recipe.Options.Network.Convolutions.Count > 0 ? 550_000 : 100_000;
        Assert.True(card.Bytes < most, $"{card.Bytes} bytes are too many for a file in a repository.");
        string page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(PathOf(recipe))!, ModelFolder.CardName));
        Assert.Contains(card.Sha256, page, StringComparison.Ordinal);
        Assert.Contains($"{card.Values[0].Interval} |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_list_names_every_policy()
    {
        (Recipe, PolicyCard)[] cards = ModelFolder.ReadCards(Models());
        Assert.Equal(Recipe.All.Count, cards.Length);
        Assert.Equal(CardIndex.Of(cards), File.ReadAllText(Path.Combine(Models(), CardIndex.FileName)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static (Recipe Recipe, PolicyCard Card) Find(string name) =>
        ModelFolder.ReadCards(Models()).Single(entry => entry.Recipe.Name == name);

    private static string PathOf(Recipe recipe) =>
        Path.Combine(ModelFolder.FolderOf(recipe, Models()), ModelFolder.PolicyName);

    private static string Models([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "models"));
}
