using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeepQ.Decisions.Estimation;
using DeepQ.Decisions.Policies;
using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions.Gating;

/// <summary>Adds the estimates from the log to the card of a model.</summary>
internal static class JudgedCard
{
    /// <summary>Parses the JSON of a card; a value that is not an object becomes a member of one.</summary>
    /// <exception cref="ArgumentException">The card is not valid JSON.</exception>
    public static JsonObject Parse(VersionCard card)
    {
        try
        {
            return JsonNode.Parse(card.Json) is var node && node is JsonObject members ? members : new JsonObject { ["card"] = node };
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"The card is not valid JSON: {error.Message}", nameof(card), error);
        }
    }

    /// <summary>Creates the card of an evaluated model.</summary>
    /// <param name="json">The card, which is modified.</param>
    /// <param name="markdown">The card as Markdown.</param>
    /// <param name="evaluation">The estimates.</param>
    /// <param name="verdict">The verdict.</param>
    public static VersionCard Of(JsonObject json, string markdown, LogEvaluation evaluation, PromotionVerdict verdict)
    {
        json["judgment"] = Judgment(evaluation, verdict);
        return new(json.ToJsonString(), Markdown(markdown, evaluation, verdict));
    }

    private static string Markdown(string text, LogEvaluation evaluation, PromotionVerdict verdict)
    {
        StringBuilder card = new(text.TrimEnd());
        card.Append("\n\n## On the log\n\n").Append(verdict.Reason).Append("\n\n");
        card.Append("| | value | 95% interval | support | agreement | effective sample size | weight |\n|---|---:|---|---:|---:|---:|---|\n");
        foreach (PolicyEstimate policy in evaluation.Policies)
        {
            card.Append(
                CultureInfo.InvariantCulture,
                $"| {policy.Name} | {policy.Value.Value:G4} | {policy.Value.Lower:G4} to {policy.Value.Upper:G4} | {100 * policy.Support:F1}% | "
                + $"{100 * policy.Agreement:F1}% | {policy.EffectiveSampleSize:F0} | {policy.Weight} |\n");
        }

        card.Append(
            CultureInfo.InvariantCulture,
            $"| as logged | {evaluation.Logged.Value:G4} | {evaluation.Logged.Lower:G4} to {evaluation.Logged.Upper:G4} | | | | |\n\n");
        return card.Append(
            CultureInfo.InvariantCulture,
            $"From {evaluation.Decisions} decisions in {evaluation.Episodes} episodes that were held back. Left out: {evaluation.WithoutChance} "
            + $"decisions that were certain, {evaluation.WithoutProbability} of unknown probability, {evaluation.WithoutValue} that a "
            + $"policy cannot score.\n").ToString();
    }

    private static JsonObject Judgment(LogEvaluation evaluation, PromotionVerdict verdict) => new()
    {
        ["isPromoted"] = verdict.IsPromoted,
        ["reason"] = verdict.Reason,
        ["decisions"] = evaluation.Decisions,
        ["episodes"] = evaluation.Episodes,
        ["withoutChance"] = evaluation.WithoutChance,
        ["withoutProbability"] = evaluation.WithoutProbability,
        ["withoutValue"] = evaluation.WithoutValue,
        ["logged"] = Estimate(evaluation.Logged),
        ["policies"] = new JsonArray([.. evaluation.Policies.Select(policy => new JsonObject
        {
            ["name"] = policy.Name,
            ["value"] = Estimate(policy.Value),
            ["support"] = policy.Support,
            ["agreement"] = policy.Agreement,
            ["effectiveSampleSize"] = policy.EffectiveSampleSize,
            ["weight"] = Estimate(policy.Weight),
        })]),
    };

    // JSON cannot represent NaN.
    private static JsonObject Estimate(ValueEstimate estimate) => new()
    {
        ["value"] = Finite(estimate.Value),
        ["lower"] = Finite(estimate.Lower),
        ["upper"] = Finite(estimate.Upper),
    };

    private static JsonValue? Finite(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
