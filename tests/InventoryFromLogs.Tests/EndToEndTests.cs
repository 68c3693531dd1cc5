using System.Xml.Linq;
using DeepQ.Environments;
using DeepQ.Learning.OffPolicy;
using DeepQ.MLNet;
using DeepQ.MLNet.Cards;
using DeepQ.Onnx.Verification;
using Microsoft.ML;

namespace InventorySample.Tests;

/// <summary>The whole way on a tenth of the log, with short trainings.</summary>
[Trait("Category", "Slow")]
public sealed class EndToEndTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inventory-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_policy_is_learned_judged_exported_and_drawn()
    {
        SampleFiles files = SampleFiles.In(_folder.FullName);
        MLContext mlContext = new(seed: 1);
        Xoshiro256 random = new(1);
        Decision[] decisions = [.. Enumerable.Range(0, 1_000).SelectMany(week =>
            ShopSimulator.Week(week, RuleOfThumb.Probability, random))];
        DecisionLog.Write(files.Log, decisions);
        IDataView log = ShopLearning.Load(mlContext, files.Log);
        DeepQTrainer.Options settings = ShopLearning.Settings(mlContext);
        settings.Updates = 10_000;

        using DeepQTransformer policy = mlContext.ReinforcementLearning.Trainers.DeepQ(settings).Fit(log);
        PolicyMetrics metrics = mlContext.ReinforcementLearning.Evaluate(
            log, policy, settings, new OffPolicyOptions { Updates = 2_000, FittedQResamples = 0, Resamples = 100 });
        Outcome outcome = Outcome.Of(1, metrics, ShopLearning.Orders(mlContext, policy));
        VerificationReport report = mlContext.ReinforcementLearning.ExportToOnnx(policy, log, files.Policy, rows: 100);
        PolicyCard card = mlContext.ReinforcementLearning.WriteCard(files.Policy, new() { Metrics = metrics });
        XDocument picture = InventoryPicture.Draw(outcome, decisions.Select(decision => decision.State).ToHashSet());

        Assert.InRange(outcome.Closed, 0.7, 1);
        Assert.Equal((1_000, 4_000), (metrics.Episodes, metrics.Transitions));
        Assert.False(metrics.PropensitiesAreEstimated);
        Assert.InRange(outcome.Logged, metrics.LoggedReturn!.Lower, metrics.LoggedReturn.Upper);
        Assert.True(report.Passed);
        Assert.Equal(["Weekday", "Weather", "Stock"], card.Inputs.Select(input => input.Split(':')[0]));
        Assert.Equal(StrawberryShop.OrderNames, card.Actions);
        string[] texts = [.. picture.Descendants()
            .Where(element => element.Name.LocalName == "text").Select(element => element.Value)];
        Assert.All(
            ["doubly robust", $"learned {outcome.Learned:F1}", "best 55.7", "logged 33.3", "two crates"],
            text => Assert.Contains(text, texts));
    }
}
