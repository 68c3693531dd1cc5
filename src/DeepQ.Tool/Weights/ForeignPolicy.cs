using System.Globalization;
using DeepQ.Onnx.Adoption;
using DeepQ.Onnx.Engines;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;

namespace DeepQ.Tool.Weights;

/// <summary>Makes a policy of a Q-network that another library wrote as ONNX.</summary>
internal static class ForeignPolicy
{
    // More than anybody names by numbers.
    private const int MostUnnamed = 100_000;

    /// <summary>Makes the policy.</summary>
    /// <param name="model">The bytes of the .onnx file.</param>
    /// <param name="actions">The names of the actions; null for their numbers.</param>
    /// <param name="gamma">The discount; null for the one in the file, or 0.99.</param>
    /// <exception cref="ArgumentException">The file is a policy already, or does not fit; the message says how.</exception>
    public static AdoptedPolicy Adopt(byte[] model, string[]? actions, double? gamma)
    {
        OnnxModelInfo info = OnnxModelInfo.Read(model);
        bool isKnown = PolicyMetadata.IsIn(info.Metadata);
        if (isKnown && info.Outputs.Any(output => output.Name == PolicyGraph.QValuesName))
            throw new ArgumentException("The file is a policy already.");
        if (isKnown)
        {
            // A file for an engine, which convert wrote.
            PolicyMetadata known = PolicyMetadata.FromProperties(info.Metadata);
            return PolicyAdoption.Adopt(
                model, known with { ActionNames = actions ?? known.ActionNames, Gamma = gamma ?? known.Gamma }, new Random(1));
        }

        if (EngineFile.Read(model) is { } network)
            (model, info) = (network, OnnxModelInfo.Read(network));
        int[] shape = [.. ((info.Inputs is [var observation, ..] ? observation.Dimensions : null) ?? []).Skip(1).Select(axis => (int)(axis.Length ?? 0))];
        if (shape.Length == 0 || shape.Contains(0))
            throw new ArgumentException($"The model takes {string.Join("; ", info.Inputs)}, which does not say how large an observation is.");
        actions ??= [.. Enumerable.Range(0, CountOf(info)).Select(action => action.ToString(CultureInfo.InvariantCulture))];
        PolicyMetadata about = new() { ObservationShape = shape, ActionNames = actions, Gamma = gamma ?? 0.99, Algorithm = "unknown" };
        return PolicyAdoption.Adopt(model, about, new Random(1));
    }

    private static int CountOf(OnnxModelInfo info) => info.Outputs is [{ Dimensions: [_, { Length: > 0 and <= MostUnnamed and var count }] }]
        ? (int)count
        : throw new ArgumentException($"Give --actions: the model has the outputs {string.Join("; ", info.Outputs)}.");
}
