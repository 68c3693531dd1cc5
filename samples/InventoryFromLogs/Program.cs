using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Data;
using DeepQ.Learning.OffPolicy;
using DeepQ.MLNet;
using DeepQ.MLNet.Cards;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Verification;
using Microsoft.ML;
using Samples;
using Spectre.Console;

namespace InventorySample;

/// <summary>
/// Learning from logged data end to end: a log in a database, a policy learned from it, estimates of its value
/// before it is used, one ONNX file with its card, a picture. <see cref="Run"/> has all the steps.
/// </summary>
internal static class Program
{
    /// <summary>The required share of the difference between the logged and the best policy.</summary>
    private const double Mark = 0.8;

    public static int Main(string[] args)
    {
        if (!SampleOptions.TryParse(args, Console.Out, Console.Error, out SampleOptions? options, out int exitCode))
            return exitCode;

        try
        {
            IAnsiConsole console = ConsoleOutput.Open();
            return (options.Seeds == 1 ? Tell(options, console) : Repeat(options, console)) ? 0 : 1;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException
            or PolicyVerificationException or TrainingDivergedException)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }

    private static bool Tell(SampleOptions options, IAnsiConsole console)
    {
        Outcome outcome = Run(options, options.Seed, console);
        console.WriteLine();
        console.Line($"{outcome.Closed:P1} of the way from the logged to the best policy; {Mark:P0} is the mark");
        return outcome.Closed >= Mark;
    }

    private static bool Repeat(SampleOptions options, IAnsiConsole console)
    {
        StringWriter unread = new();
        IAnsiConsole quiet = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(unread) });
        List<Outcome> outcomes = [];
        foreach (int seed in Enumerable.Range(options.Seed, options.Seeds))
        {
            outcomes.Add(Run(options, seed, quiet));
            console.Line($"seed {seed}: {outcomes[^1].Closed:P1} of the way");
        }

        console.Write(OutcomeTables.OfSeeds(outcomes));
        return outcomes.All(outcome => outcome.Closed >= Mark);
    }

    private static Outcome Run(SampleOptions options, int seed, IAnsiConsole console)
    {
        SampleFiles files = SampleFiles.In(options.Out);
        MLContext mlContext = new(seed);

        console.Heading(1, $"Log the decisions of {options.Weeks:N0} weeks, seed {seed}");
        Xoshiro256 random = new((ulong)seed);
        Decision[] decisions = [.. Enumerable.Range(0, options.Weeks).SelectMany(week =>
            ShopSimulator.Week(week, RuleOfThumb.Probability, random))];
        console.Line($"{DecisionLog.Write(files.Log, decisions):N0} rows in {files.Log}");

        console.Heading(2, "Learn from the table what to order");
        IDataView log = ShopLearning.Load(mlContext, files.Log);
        DeepQTrainer.Options settings = ShopLearning.Settings(mlContext);
        DeepQTrainer trainer = mlContext.ReinforcementLearning.Trainers.DeepQ(settings);
        LoggedDataReport report = trainer.Inspect(log);
        console.Line($"{report.Episodes:N0} episodes, {report.Transitions:N0} transitions");
        console.Line($"{report.FindingCount} rows with issues");
        using DeepQTransformer policy = trainer.Fit(log);
        PolicyMetadata learned = policy.Policy.Metadata!;
        console.Line(
            $"{learned.Algorithm}: {learned.Training["updates"]} updates in {learned.Training["seconds"]} s");

        console.Heading(3, "Ask the log what the policy is worth, and compare with what is true");
        PolicyMetrics metrics = mlContext.ReinforcementLearning.Evaluate(log, policy, settings, ShopLearning.Judging());
        Outcome outcome = Outcome.Of(seed, metrics, ShopLearning.Orders(mlContext, policy));
        console.Write(OutcomeTables.OfEstimates(outcome));
        foreach (string warning in metrics.Warnings)
            console.Line($"! {warning}");

        console.Heading(4, "Export it as one file, featurizer included, with a card");
        VerificationReport verification = mlContext.ReinforcementLearning.ExportToOnnx(policy, log, files.Policy);
        console.Line($"{verification}");
        PolicyCard card = mlContext.ReinforcementLearning.WriteCard(files.Policy, new PolicyCardDetails
        {
            Title = "Strawberry orders",
            Purpose = "Says each morning how many crates to order, from the weekday, the weather and the stock. " +
                "For shops that are like those of the log; for no other goods.",
            Settings = settings,
            Seed = seed,
            DataSource = $"{Path.GetFileName(files.Log)}: {DecisionLog.Query}",
            Data = report,
            Metrics = metrics,
        });
        console.Line($"{card.Model}, SHA-256 {card.Sha256[..16]}…: {string.Join("; ", card.Inputs)}");

        console.Heading(5, "Draw it");
        HashSet<ShopState> logged = [.. decisions.Select(decision => decision.State)];
        InventoryPicture.Draw(outcome, logged).Save(files.Picture);
        console.Line(files.Picture);
        return outcome;
    }
}
