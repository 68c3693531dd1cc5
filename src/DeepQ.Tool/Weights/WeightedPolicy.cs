using DeepQ.Learning.Import;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Verification;
using DeepQ.Serving;

namespace DeepQ.Tool.Weights;

/// <summary>Makes a policy of a file of weights.</summary>
internal static class WeightedPolicy
{
    /// <summary>Writes the policy; what it computes is compared with the layers.</summary>
    /// <returns>What was written, in a line.</returns>
    /// <exception cref="InvalidDataException">The file has no linear layers one after the other, or not for these actions.</exception>
    /// <exception cref="PolicyVerificationException">The policy computes something else; nothing was written.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static string Write(string path, string outPath, string? prefix, IReadOnlyList<string>? actions, double gamma)
    {
        IReadOnlyList<SavedTensor> tensors = TensorFile.Read(path);
        StateDictLayout layout = StateDictLayout.Of(path, tensors, prefix);
        LinearStack stack = LinearStack.Of(path, layout, layout.Layers(tensors));
        actions ??= [.. Enumerable.Range(0, stack.Outputs).Select(action => $"{action}")];
        if (actions.Count != stack.Outputs)
            throw new InvalidDataException($"'{path}' ends with {stack.Outputs} values, and --actions names {actions.Count} actions.");
        PolicyMetadata metadata = new()
        {
            ObservationShape = [stack.Inputs],
            ActionNames = actions,
            Gamma = gamma,
            Algorithm = "DQN",
        };
        byte[] model = PolicyGraph.ToBytes(stack.ToLayers(), metadata);
        float[] low = [.. Enumerable.Repeat(float.NegativeInfinity, stack.Inputs)], high = [.. Enumerable.Repeat(float.PositiveInfinity, stack.Inputs)];
        VerificationReport report = VerifiedFile.Write(outPath, model, written =>
        {
            using ManagedPolicy policy = ManagedPolicy.Load(written);
            return OnnxVerifier.Compare(policy.Run, stack.Evaluate, low, high, new Random(1), exact: stack.Exact);
        });
        return $"'{outPath}' is the network of {layout.Library}, {stack}: {report}";
    }
}
