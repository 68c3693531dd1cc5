using DeepQ.Environments.Tabular;
using DeepQ.Learning.Evaluation;
using DeepQ.MLNet.Cards;
using DeepQ.Serving;
using DeepQ.Serving.Compression;

namespace TrainModels;

/// <summary>What a policy does in its environment, always in the same episodes.</summary>
internal static class Measurements
{
    public const int Episodes = 1_000;
    public const ulong Seed = 2026;

    /// <summary>The name of the figure with the return that a problem is solved at.</summary>
    public const string Aim = "solved at a mean return of";

    private const int VisitedStates = 2_000;

    public static EvaluationResult Returns(OnnxPolicy policy, IEnvironment environment) =>
        PolicyEvaluation.Run(environment, policy.Act, Episodes, new Xoshiro256(Seed));

    /// <summary>How the returns are spread, beside the exact optimum where the problem is a table.</summary>
    public static IEnumerable<PolicyCardFigure> Figures(
        OnnxPolicy policy, IEnvironment environment, double? aim, EvaluationResult returns)
    {
        if (aim is double solved)
            yield return new(Aim, solved);
        yield return new("standard deviation of a return", returns.StandardDeviation);
        yield return new("least return", returns.Returns.Min());
        yield return new("greatest return", returns.Returns.Max());
        if (environment is not TabularEnvironment problem)
            yield break;

        Optimality optimality = Optimality.Of(policy, problem);
        yield return new("states that an episode can be in", optimality.States);
        yield return new("of them with an optimal action", optimality.OptimalStates);
        yield return new("expected discounted return, exact", optimality.Value);
        yield return new("the greatest that there is, exact", optimality.OptimalValue);
    }

    /// <summary>What the policy loses in fewer bits, on states that it visits.</summary>
    public static IEnumerable<PolicyCardFigure> Compressed(byte[] model, IEnvironment environment)
    {
        float[] states = Visited(model, environment, VisitedStates, Seed);
        foreach (PolicyPrecision precision in new[] { PolicyPrecision.Int8, PolicyPrecision.Float16 })
        {
            CompressionReport report = PolicyCompression.Compress(model, precision, states, leastAgreement: 0).Report;
            yield return new(Agreement(precision), report.ActionAgreement);
            yield return new($"{precision}: greatest difference of a Q-value", report.MaxQError);
            yield return new($"{precision}: bytes of the file", report.Bytes);
        }
    }

    /// <summary>The name of the figure with the agreement of a compressed form.</summary>
    public static string Agreement(PolicyPrecision precision) =>
        $"{precision}: part of {VisitedStates} visited states with the same action";

    /// <summary>States of the policy's own episodes, one episode after the other.</summary>
    public static float[] Visited(byte[] model, IEnvironment environment, int count, ulong seed)
    {
        using OnnxPolicy policy = OnnxPolicy.Load(model);
        List<float> states = [];
        while (states.Count < count * policy.ObservationSize)
            PolicyEvaluation.Run(environment, Act, episodes: 1, new Xoshiro256(seed + (ulong)states.Count));
        return [.. states.Take(count * policy.ObservationSize)];

        int Act(ReadOnlySpan<float> state)
        {
            states.AddRange(state);
            return policy.Act(state);
        }
    }
}
