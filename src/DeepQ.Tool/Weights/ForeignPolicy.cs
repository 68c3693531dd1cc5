using System.Globalization;
using DeepQ.Onnx.Adoption;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Tool.Files;

namespace DeepQ.Tool.Weights;

/// <summary>Makes a policy of a Q-network that another library wrote as ONNX.</summary>
internal static class ForeignPolicy
{
    /// <summary>Writes the policy.</summary>
    /// <param name="path">The .onnx file.</param>
    /// <param name="outPath">Where the policy goes.</param>
    /// <param name="actions">The names of the actions; null for their numbers.</param>
    /// <param name="gamma">The discount.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="ArgumentException">The file is a policy already, or does not fit; the message says how.</exception>
    public static string Write(string path, string outPath, string[]? actions, double gamma)
    {
        byte[] model = PolicyFile.Read(path);
        OnnxModelInfo info = PolicyFile.Naming(path, () => OnnxModelInfo.Read(model));
        if (PolicyMetadata.IsIn(info.Metadata))
            throw new ArgumentException($"'{path}' is a policy already.");
        int[] shape = [.. (info.Inputs.Count > 0 ? info.Inputs[0].Dimensions ?? [] : []).Skip(1).Select(axis => (int)(axis.Length ?? 0))];
        if (shape.Length == 0 || shape.Contains(0))
            throw new ArgumentException($"'{path}' takes {string.Join("; ", info.Inputs)}, which does not say how large an observation is.");
        actions ??= [.. Enumerable.Range(0, CountOf(info)).Select(action => action.ToString(CultureInfo.InvariantCulture))];
        AdoptedPolicy adopted = PolicyFile.Naming(path, () => PolicyAdoption.Adopt(
            model,
            new PolicyMetadata { ObservationShape = shape, ActionNames = actions, Gamma = gamma, Algorithm = "unknown" },
            new Random(1)));
        if (!adopted.Report.Passed)
            throw new InvalidOperationException($"Nothing was written: {adopted.Report}.");
        OutputFile.Write(outPath, adopted.Model.ToArray());
        return $"'{outPath}' is the network of '{path}' as a policy: {adopted.Report}";
    }

    private static int CountOf(OnnxModelInfo info) => info.Outputs is [{ Dimensions: [_, { Length: > 0 and <= int.MaxValue and var count }] }]
        ? (int)count
        : throw new ArgumentException($"Give --actions: the model has the outputs {string.Join("; ", info.Outputs)}.");
}
