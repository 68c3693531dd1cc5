using System.Globalization;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Policies;

namespace DeepQ.Onnx.Inspection;

/// <summary>Describes the content of a policy file in words, without running it.</summary>
public static class OnnxPolicyInspector
{
    private const int MostBounds = 8;

    /// <summary>Describes a file, one line per property.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <returns>The lines, each a name and a value.</returns>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model, or a damaged policy.</exception>
    public static IReadOnlyList<(string Name, string Value)> Describe(ReadOnlySpan<byte> model)
    {
        OnnxModelInfo info = OnnxModelInfo.Read(model);
        List<(string, string)> lines = [];
        if (PolicyMetadata.IsIn(info.Metadata))
            AddPolicy(lines, PolicyMetadata.FromProperties(info.Metadata));
        lines.AddRange(info.Inputs.Select(input => ("input", $"{input}")));
        lines.AddRange(info.OptionalInputs.Select(input => ("optional input", $"{input}")));
        lines.AddRange(info.Outputs.Select(output => ("output", $"{output}")));
        lines.Add(("operators", string.Join(
            ", ", info.OperatorCounts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"))));
        lines.Add(("parameters", info.ParameterCount.ToString(CultureInfo.InvariantCulture)));
        lines.Add(("format", $"IR {info.FileFormatVersion}, "
            + string.Join(", ", info.OperatorSets.Select(set => $"{set.Key} {set.Value}"))));
        lines.Add(("content", info.IsIntact switch
        {
            true => "as it was written: " + info.Metadata[PolicyProperties.ContentHash],
            false => "CHANGED since it was written: its hash is not " + info.Metadata[PolicyProperties.ContentHash],
            _ => "has no hash to compare with",
        }));
        lines.Add(("safe to load", Safety(model)));
        return lines;
    }

    private static void AddPolicy(List<(string, string)> lines, PolicyMetadata policy)
    {
        lines.Add(("algorithm", string.Create(CultureInfo.InvariantCulture, $"{policy.Algorithm}, discount {policy.Gamma}")));
        lines.Add(("observation", $"{policy.ObservationName} [{string.Join(", ", policy.ObservationShape)}]"));
        if (policy.ObservationLow.Count > 0)
            lines.Add(("bounds", Bounds(policy)));
        lines.Add(("actions", string.Join(", ", policy.ActionNames.Select((name, action) => $"{action} {name}"))));
        lines.AddRange(policy.Training
            .OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => ($"training {entry.Key}", entry.Value)));
        lines.Add(("written by", policy.CreatedBy));
    }

    private static string Bounds(PolicyMetadata policy)
    {
        IEnumerable<string> ranges = policy.ObservationLow.Zip(policy.ObservationHigh).Take(MostBounds)
            .Select(range => string.Create(CultureInfo.InvariantCulture, $"{range.First:g4} to {range.Second:g4}"));
        return string.Join("; ", ranges) + (policy.ObservationLow.Count > MostBounds ? "; ..." : "");
    }

    private static string Safety(ReadOnlySpan<byte> model)
    {
        return Refusal(model, OnnxProfile.Policy) is not { } refusal ? "yes"
            : Refusal(model, OnnxProfile.Pipeline) is null ? $"yes, with the profile {OnnxProfile.Pipeline}"
            : $"NO: {refusal}";

        static string? Refusal(ReadOnlySpan<byte> model, OnnxProfile profile)
        {
            try
            {
                OnnxGuard.Check(model, profile);
                return null;
            }
            catch (PolicyFormatException refusal)
            {
                return refusal.Message;
            }
        }
    }
}
