using System.CommandLine;
using System.Globalization;
using DeepQ.Decisions;
using DeepQ.Decisions.Estimation;
using DeepQ.Decisions.Promotion;
using DeepQ.Serving;
using DeepQ.Tool.Files;
using DeepQ.Tool.Options;
using DeepQ.Tool.Output;
using DeepQ.Tool.Tables;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq evaluate</c>: what a policy would have been worth in a log of other decisions.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        Argument<string> file = PolicyFile.Argument();
        Argument<string> log = new("log") { Description = "The log, a table of CSV with a row a decision" };
        NumberOption gamma = new("--gamma", "The discount, from 0 to 1: 0 values a decision, above 0 an episode. The policy's own without it", 0, 1);
        NumberOption epsilon = new("--epsilon", "Values the policy as it would act if it explored so often, from 0 to 1", 0, 1, 0);
        Option<string?> model = new("--model")
        {
            Description = "A policy whose Q-values make the estimate steadier (doubly robust); one that has not learned from this log",
            HelpName = "file",
        };
        Option<bool> json = StandardOptions.Json();
        ToolCommand command = new("evaluate", "Estimates what a policy would have been worth, by a log of other decisions.", """
            The estimate rests on the probabilities that were logged, and stands beside what was logged.
            The columns of the log, with a name each in the first line:
              state_0, state_1, ...   the state; or one column 'state' with spaces between the values
              action                  the name or the number of the action that was taken
              probability             the one that it had then; empty where nobody knows it, and the row is left out
              reward                  what came of it
              episode                 rows of one episode have one id, in their order; without it a row is an episode
              mask, distribution, truncated, logged_probability   where there are such
            What 'deepq export' writes has them all. A log from which the policy has learned flatters it.
            Example: deepq evaluate policy.onnx log.csv
            """)
        {
            file, log, gamma, epsilon, model, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using ManagedPolicy policy = PolicyFile.Load(parsed.GetRequiredValue(file));
            using ManagedPolicy? values = parsed.GetValue(model) is { } path ? PolicyFile.Load(path) : null;
            double discount = parsed.GetValue(gamma) ?? policy.Metadata?.Gamma ?? 0;
            LogTable table = new(parsed.GetRequiredValue(log), policy);
            LogEvaluation evaluation = await LogEvaluation.RunAsync(
                table,
                [JudgedPolicy.Of(policy, "policy", ExplorationStrategy.EpsilonGreedy(parsed.GetValue(epsilon)!.Value))],
                policy.ActionCount,
                discount,
                values,
                cancellationToken).ConfigureAwait(false);
            if (evaluation.Decisions == 0)
            {
                throw new InvalidDataException(
                    $"The log says nothing of other actions: {evaluation.WithoutProbability} rows have no probability, and in "
                    + $"{evaluation.WithoutChance} the action was certain though others were allowed. Log probabilities, and explore.");
            }

            Write(evaluation, discount, parsed.GetValue(json), parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static void Write(LogEvaluation evaluation, double gamma, bool json, TextWriter output)
    {
        PolicyEstimate policy = evaluation.Policies[0];
        ValueEstimate difference = evaluation.DifferenceToLogged(0);
        if (json)
        {
            output.WriteJson(new
            {
                gamma,
                policy = Numbers(policy.Value),
                logged = Numbers(evaluation.Logged),
                difference = Numbers(difference),
                policy.Support,
                weight = Numbers(policy.Weight),
                policy.Agreement,
                policy.EffectiveSampleSize,
                evaluation.Decisions,
                evaluation.Episodes,
                evaluation.WithoutProbability,
                evaluation.WithoutChance,
            });
            return;
        }

        output.WriteLines(
        [
            ("policy", Text(policy.Value)),
            ("logged", Text(evaluation.Logged)),
            ("difference", Text(difference)),
            ("unit", gamma > 0 ? Invariant($"return of an episode, discount {gamma}") : "reward of a decision"),
            ("support", Invariant($"{100 * policy.Support:0.#}% of its actions are to be expected in such a log")),
            ("weight", Invariant($"{policy.Weight}, 1 but for chance where the log holds what it does")),
            ("effective sample size", Invariant($"{policy.EffectiveSampleSize:0.#} of {Size(evaluation, gamma)}")),
            ("left out", $"{evaluation.WithoutProbability} decisions without a probability, {evaluation.WithoutChance} that left nothing to chance"),
        ]);
    }

    private static string Size(LogEvaluation evaluation, double gamma) => gamma > 0
        ? $"{evaluation.Episodes} episodes with {evaluation.Decisions} decisions"
        : $"{evaluation.Decisions} decisions in {evaluation.Episodes} episodes";

    private static object Numbers(ValueEstimate estimate) => new
    {
        value = JsonOutput.Finite(estimate.Value),
        lower = JsonOutput.Finite(estimate.Lower),
        upper = JsonOutput.Finite(estimate.Upper),
    };

    private static string Text(ValueEstimate estimate) => estimate.HasInterval ? $"{estimate}, 95 times of 100" : Invariant($"{estimate.Value:G4}, no interval: too little in the log agrees with it");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
