using System.Security.Cryptography;
using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Training;
using DeepQ.MLNet.Saving;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;

namespace DeepQ.MLNet.Cards;

/// <summary>Creates a card from a policy file and further details.</summary>
internal static class PolicyCardFactory
{
    // 97.5% of a normal distribution are below.
    private const double NormalQuantile = 1.96;

    public static PolicyCard Create(string modelPath, PolicyCardDetails details)
    {
        SavedPolicy saved = PolicyFile.Read(modelPath, OnnxLimits.None);
        byte[] model = saved.File;
        OnnxModelInfo info = OnnxModelInfo.Read(saved.Model);
        PolicyMetadata metadata = PolicyMetadata.FromProperties(info.Metadata);
        return new PolicyCard
        {
            Title = details.Title ?? Path.GetFileNameWithoutExtension(modelPath),
            Purpose = details.Purpose,
            Model = Path.GetFileName(modelPath),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(model)),
            Bytes = model.Length,
            CreatedBy = metadata.CreatedBy,
            Inputs = [.. info.Inputs.Select(input => $"{input}")],
            Outputs = [.. info.Outputs.Select(output => $"{output}")],
            Actions = metadata.ActionNames,
            Algorithm = metadata.Algorithm,
            Gamma = metadata.Gamma,
            Training = metadata.Training,
            Seed = details.Seed,
            Settings = details.Settings is { } settings ? RunSettings.Changed(settings) : null,
            DataSource = details.DataSource,
            Data = details.Data,
            Values = [.. Values(details)],
            Figures = [.. details.Metrics is { } metrics ? Figures(metrics) : [], .. details.Figures],
            Warnings = [.. details.Data?.Warnings ?? [], .. details.Metrics?.Warnings ?? [], .. details.Warnings],
        };
    }

    private static IEnumerable<PolicyCardFigure> Values(PolicyCardDetails details)
    {
        if (details.Evaluation is { } evaluation)
        {
            double mean = evaluation.MeanReturn;
            double reach = NormalQuantile * evaluation.StandardDeviation / Math.Sqrt(evaluation.Returns.Count);
            yield return new($"mean return of {evaluation.Returns.Count} episodes", mean, mean - reach, mean + reach);
        }

        if (details.Metrics is not { } metrics)
            yield break;
        (string Name, Estimate? Estimate)[] estimates =
        [
            ("doubly robust", metrics.DoublyRobust),
            ("fitted Q", metrics.FittedQ),
            ("weighted importance sampling, per decision", metrics.WeightedPerDecisionImportanceSampling),
            ("weighted importance sampling", metrics.WeightedImportanceSampling),
            ("importance sampling, per decision", metrics.PerDecisionImportanceSampling),
            ("importance sampling", metrics.ImportanceSampling),
            (LoggedPolicy, metrics.LoggedReturn),
        ];
        foreach ((string name, Estimate? estimate) in estimates)
        {
            if (estimate is not null)
                yield return new(name, estimate.Value, estimate.Lower, estimate.Upper);
        }
    }

    /// <summary>The name of the logged policy's value.</summary>
    public const string LoggedPolicy = "logged policy";

    private static IEnumerable<PolicyCardFigure> Figures(PolicyMetrics metrics)
    {
        if (metrics.EffectiveSampleSize is { } size)
            yield return new("effective sample size, episodes", size);
        yield return new("agreement with logged actions", metrics.Agreement);
        yield return new("states whose action the data support", metrics.Support);
        yield return new("mean TD error", metrics.TemporalDifferenceError);
    }
}
