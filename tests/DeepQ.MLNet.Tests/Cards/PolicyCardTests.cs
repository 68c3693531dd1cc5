using System.Security.Cryptography;
using System.Text.Json;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.OffPolicy;
using DeepQ.MLNet.Cards;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Onnx.Graphs;

namespace DeepQ.MLNet.Tests.Cards;

public sealed class PolicyCardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_card_names_the_file_by_its_hash_and_tells_what_the_file_knows()
    {
        string path = Export();

        PolicyCard card = _context.ReinforcementLearning.WriteCard(path);

        byte[] model = File.ReadAllBytes(path);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(model)), card.Sha256);
        Assert.Equal(("policy", "policy.onnx", model.Length), (card.Title, card.Model, card.Bytes));
        Assert.Equal(["wait", "go"], card.Actions);
        Assert.Equal(0.5, card.Gamma);
        Assert.Equal("5", card.Training["updates"]);
        Assert.StartsWith("State: Float32", Assert.Single(card.Inputs), StringComparison.Ordinal);
        Assert.Empty(card.Values);
        Assert.False(File.Exists(_folder.File("policy.card.svg")));
    }

    [Fact]
    public void The_settings_that_were_changed_are_listed_and_no_others()
    {
        DeepQTrainer.Options settings = new() { Gamma = 0.5, Updates = 5 };

        PolicyCardDetails details = new() { Settings = settings };

        PolicyCard card = _context.ReinforcementLearning.WriteCard(Export(), details);

        Assert.Equal([new("Gamma", "0.5"), new("Updates", "5")], card.Settings!);
    }

    // The returns 1, 1, 0, 0 have the mean 0.5 and the deviation 0.5: ± 1.96 · 0.5 / √4.
    [Fact]
    public void The_mean_return_of_an_evaluation_has_its_interval()
    {
        PolicyCard card = _context.ReinforcementLearning.WriteCard(
            Export(), new PolicyCardDetails { Evaluation = new EvaluationResult([1, 1, 0, 0]) });

        PolicyCardFigure value = Assert.Single(card.Values);
        Assert.Equal("mean return of 4 episodes", value.Name);
        Assert.Equal(0.5, value.Value);
        Assert.Equal(0.01, value.Lower!.Value, 10);
        Assert.Equal(0.99, value.Upper!.Value, 10);
    }

    [Fact]
    public void Estimates_and_warnings_are_taken_over()
    {
        PolicyCard card = _context.ReinforcementLearning.WriteCard(Export(), Details());

        Assert.Equal(
            [new("doubly robust", 8, 7, 9), new("logged policy", 5, 4.5, 5.5)],
            card.Values);
        Assert.Equal(["The sample is small.", "Not for shops abroad."], card.Warnings);
        Assert.Contains(new PolicyCardFigure("effective sample size, episodes", 40), card.Figures);
    }

    [Fact]
    public void The_three_files_tell_the_same()
    {
        PolicyCard card = _context.ReinforcementLearning.WriteCard(Export(), Details());

        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder.File("policy.card.json")));
        Assert.Equal(card.Sha256, json.RootElement.GetProperty("sha256").GetString());
        Assert.Equal(8, json.RootElement.GetProperty("values")[0].GetProperty("value").GetDouble());
        string markdown = File.ReadAllText(_folder.File("policy.card.md"));
        Assert.Contains("| doubly robust | 8 | 7 to 9 |", markdown, StringComparison.Ordinal);
        Assert.Contains("- Not for shops abroad.", markdown, StringComparison.Ordinal);
        Assert.Contains("(policy.card.svg)", markdown, StringComparison.Ordinal);
        string picture = File.ReadAllText(_folder.File("policy.card.svg"));
        Assert.All(["doubly robust", "logged policy", card.Sha256[..12], "2 warnings"], text =>
            Assert.Contains(text, picture, StringComparison.Ordinal));
    }

    [Fact]
    public void A_card_is_read_as_it_was_written()
    {
        PolicyCardDetails details = Details();
        details.Figures = [new("episodes measured", 40)];

        PolicyCard card = _context.ReinforcementLearning.WriteCard(Export(), details);

        Assert.Equal(new("episodes measured", 40), card.Figures[^1]);
        Assert.Equivalent(card, PolicyCard.Read(_folder.File("policy.card.json")), strict: true);
        Assert.Contains(
            "| episodes measured | 40 |", File.ReadAllText(_folder.File("policy.card.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_card_is_not_read()
    {
        File.WriteAllText(_folder.File("other.json"), "null");

        Assert.Throws<JsonException>(() => PolicyCard.Read(_folder.File("other.json")));
    }

    [Fact]
    public void An_estimate_without_interval_is_written_and_drawn_as_a_point()
    {
        PolicyCardDetails details = Details();
        details.Metrics = Metrics(new Estimate(8, double.NaN, double.NaN));

        PolicyCard card = _context.ReinforcementLearning.WriteCard(Export(), details);

        Assert.False(card.Values[0].HasInterval);
        string markdown = File.ReadAllText(_folder.File("policy.card.md"));
        Assert.Contains("| doubly robust | 8 |  |", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_policy_gets_no_card()
    {
        string path = _folder.File("other.onnx");
        File.WriteAllText(path, "no model");

        Assert.Throws<PolicyFormatException>(() => _context.ReinforcementLearning.WriteCard(path));
        Assert.False(File.Exists(_folder.File("other.card.json")));
    }

    private string Export()
    {
        DeepQTrainer.Options options = new() { Gamma = 0.5, Updates = 5, ActionNames = ["wait", "go"] };
        using TrainingResult training =
            _context.ReinforcementLearning.Trainers.DeepQ(options).Train(TwoStates.Table(_context));
        string path = _folder.File("policy.onnx");
        _context.ReinforcementLearning.ExportToOnnx(training, path);
        return path;
    }

    private static PolicyCardDetails Details() => new()
    {
        Title = "Waiting",
        Metrics = Metrics(new Estimate(8, 7, 9)),
        Warnings = ["Not for shops abroad."],
    };

    private static PolicyMetrics Metrics(Estimate doublyRobust) => new()
    {
        DoublyRobust = doublyRobust,
        LoggedReturn = new Estimate(5, 4.5, 5.5),
        EffectiveSampleSize = 40,
        Warnings = ["The sample is small."],
    };
}
