using DecisionLoopSample.Shop;
using DeepQ.Decisions;
using DeepQ.Decisions.Estimation;
using DeepQ.Decisions.Gating;
using DeepQ.Decisions.MLNet;
using DeepQ.Decisions.Policies;
using DeepQ.Onnx.Policies;
using DeepQ.Serving;
using Samples;
using Spectre.Console;

namespace DecisionLoopSample;

/// <summary>Twelve days of the shop.</summary>
internal static class Story
{
    private static readonly DecisionSettings ByRule = new() { Mode = DecisionMode.LoggingOnly, BaselineEpsilon = 0.2 };
    private static readonly DecisionSettings ByPolicy = new()
    {
        Mode = DecisionMode.Online,
        Exploration = ExplorationStrategy.EpsilonGreedy(0.2),
        BaselineEpsilon = 0.2,
    };

    public static async Task<LoopHistory> TellAsync(Loop loop, IAnsiConsole console)
    {
        LoopHistory history = new();
        console.Heading(1, "The rule decides, and draws any offer one time in five; the log keeps the probabilities");
        await loop.Service.SwitchAsync(ByRule);
        await DaysAsync(2, Tastes.Before);
        await LearnAsync();

        // The promoted policy observes for a day before it decides.
        console.Heading(2, "The rule decides, and the policy looks on");
        await loop.Service.SwitchAsync(ByRule with { Mode = DecisionMode.Apprentice });
        await DaysAsync(1, Tastes.Before);
        console.Line($"{100 * await Apprentice.AgreementAsync(loop):F0}% of the offers are those that the policy would have made");

        console.Heading(3, "The policy decides, learns each night, and explores one time in five");
        await loop.Service.SwitchAsync(ByPolicy);
        for (int day = 0; day < 3; day++)
        {
            await DaysAsync(1, Tastes.Before);
            await LearnAsync();
        }

        console.Heading(4, "Somebody proposes plants for everybody");
        Report(await loop.Trainer.Gate.ProposeAsync(
            PlantsForAll(), new VersionCard("""{"title": "Plants for everybody"}""", "# Plants for everybody\n"), "It is spring."));

        console.Heading(5, "Overnight, tastes change: shoes are bought at the desk, and plants by those who are new");
        for (int day = 0; day < 6; day++)
        {
            await DaysAsync(1, Tastes.After);
            await LookAsync();
            await LearnAsync();
        }

        return history;

        async Task DaysAsync(int count, Tastes tastes)
        {
            for (int day = 0; day < count; day++)
            {
                double sold = await loop.Shop.DayAsync(tastes) / loop.Shop.Customers;
                history.Days.Add(new(history.Days.Count + 1, tastes, sold, tastes.Value(Loop.Offers(loop.Deciding))));
                console.Line(
                    $"day {history.Days.Count,2}  {loop.Registry.VersionInUse?.Name ?? "no version",-13}  sold {sold:F2} euros a visit; "
                    + $"the rule is worth {tastes.Value(ShopFront.Rule):F2}, the best offers {tastes.Best():F2}");
            }
        }

        async Task LookAsync()
        {
            WatchVerdict verdict = await loop.Trainer.Gate.LookAsync();
            if (verdict.Action is not RegistryAction.RolledBack)
                return;
            history.Rollbacks.Add(history.Days.Count);
            console.Line(verdict.Reason);
        }

        async Task LearnAsync()
        {
            DecisionTraining training = await loop.Trainer.TrainAsync();
            if (training.Proposal is { } proposal)
                Report(proposal);
            else
                console.Line(training.Reason);
        }

        void Report(Proposal proposal)
        {
            IPolicy policy = loop.Registry.Open(proposal.Version.Name);
            using IDisposable? owner = policy as IDisposable;
            PolicyEstimate candidate = proposal.Evaluation.Policies[0];
            double truth = history.Days.TakeLast(2).Average(day => day.Tastes.Value(Loop.Offers(policy)));
            bool isPromoted = proposal.Action == RegistryAction.Promoted;
            history.Candidates.Add(new(history.Days.Count, candidate.Value, truth, isPromoted));
            console.Line(
                $"night   {proposal.Version.Name,-13}  {(isPromoted ? "promoted" : "refused")}: by the log {candidate.Value}, truly {truth:F2}; "
                + $"{Difference(proposal)} more than {proposal.Evaluation.Policies[1].Name}");
        }
    }

    private static string Difference(Proposal proposal) => $"{proposal.Evaluation.Difference(0, 1)}";

    private static byte[] PlantsForAll() => PolicyGraph.ToBytes(
        [new LinearLayer(new float[Customer.StateSize * 4], new float[] { 0, 0, 0, 1 })],
        new PolicyMetadata
        {
            ObservationShape = [Customer.StateSize],
            ActionNames = [.. Tastes.Offers],
            Gamma = 0,
            Algorithm = "by hand",
        });
}
