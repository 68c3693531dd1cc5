using System.Runtime.CompilerServices;
using DeepQ.Serving;

namespace TrainModels.Tests;

/// <summary>The policies of <c>models/</c> beside their cards.</summary>
public sealed class ShippedModelTests
{
    public static TheoryData<string> Names => [.. Recipe.All.Select(recipe => recipe.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_policy_still_acts_as_its_card_says(string name)
    {
        (Recipe recipe, ModelCard card) = Find(name);
        using OnnxPolicy policy = Open(card);
        Returns returns = Returns.Measure(policy, recipe.Create());
        Assert.InRange(returns.Mean, card.Returns.Low, card.Returns.High);
        Assert.InRange(card.Aim, double.NegativeInfinity, returns.Mean);
    }

    // No two actions of theirs are close enough for a processor to round them into another order.
    [Theory]
    [InlineData("cartpole")]
    [InlineData("frozenlake")]
    [InlineData("taxi")]
    public void Where_no_rounding_matters_every_return_is_the_one_on_the_card(string name)
    {
        (Recipe recipe, ModelCard card) = Find(name);
        using OnnxPolicy policy = Open(card);
        Assert.Equal(card.Returns, Returns.Measure(policy, recipe.Create()));
    }

    [Theory]
    [InlineData("frozenlake", 11, 0.5420259319)]
    [InlineData("taxi", 400, 6.3274643149)]
    public void A_policy_of_a_tabular_problem_is_optimal_in_every_state(string name, int states, double value)
    {
        (Recipe recipe, ModelCard card) = Find(name);
        using OnnxPolicy policy = Open(card);
        Optimality optimality = Optimality.Of(policy, (TabularEnvironment)recipe.Create());
        Assert.Equal(card.Optimality, optimality);
        Assert.Equal((states, states), (optimality.States, optimality.OptimalStates));
        Assert.Equal(value, optimality.Value, 1e-9);
        Assert.Equal(value, optimality.OptimalValue, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_is_of_the_file_and_the_recipe_that_are_there(string name)
    {
        (Recipe recipe, ModelCard card) = Find(name);
        Assert.Equivalent(FileFacts.Read(PathOf(card)), card.File, strict: true);
        Assert.Equal(Settings.Of(recipe.Options), card.Settings);
        Assert.Equal((recipe.Seed, recipe.Aim), (card.Seed, card.Aim));
        Assert.True(card.File.Bytes < 100_000, $"{card.File.Bytes} bytes are too many for a file in a repository.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_says_what_its_card_says(string name)
    {
        (_, ModelCard card) = Find(name);
        Assert.Equal(CardPage.Of(card), File.ReadAllText(Path.Combine(Models(), card.Name, CardPage.FileName)));
    }

    [Fact]
    public void The_list_names_every_policy()
    {
        ModelCard[] cards = ModelFolder.ReadCards(Models());
        Assert.Equal(Recipe.All.Count, cards.Length);
        Assert.Equal(CardPage.Index(cards), File.ReadAllText(Path.Combine(Models(), CardPage.FileName)));
    }

    private static (Recipe Recipe, ModelCard Card) Find(string name)
    {
        Recipe recipe = Recipe.All.Single(recipe => recipe.Name == name);
        return (recipe, ModelCard.Read(Path.Combine(Models(), recipe.Create().Name)));
    }

    private static OnnxPolicy Open(ModelCard card) => OnnxPolicy.Load(PathOf(card));

    private static string PathOf(ModelCard card) => Path.Combine(Models(), card.Name, card.File.Name);

    private static string Models([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "models");
}
