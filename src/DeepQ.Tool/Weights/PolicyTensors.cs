using DeepQ.Learning.Import;
using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Verification;
using DeepQ.Serving;
using DeepQ.Tool.Files;
using DeepQ.Tool.Tables;

namespace DeepQ.Tool.Weights;

/// <summary>Takes the weights out of a policy file.</summary>
internal static class PolicyTensors
{
    /// <summary>Writes the weights with the names of an <c>nn.Sequential</c>, once they are known to compute the policy.</summary>
    /// <returns>What was written, in a line.</returns>
    /// <exception cref="ArgumentException">The policy takes columns.</exception>
    /// <exception cref="InvalidOperationException">The weights compute something else; nothing was written.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public static string Write(string path, string outPath)
    {
        using ManagedPolicy policy = PolicyFile.Load(path);
        if (policy.ObservationSize == 0)
            throw new ArgumentException($"'{path}' takes columns and includes its featurizer: the weights of the network alone would not act as it does.");
        IReadOnlyList<LinearLayer> layers = PolicyFile.Naming(
            path, () => OnnxLinearLayers.Read(policy.Model.Span, policy.Signature.State, policy.Signature.QValues));
        SavedTensor[] tensors = [.. layers.SelectMany((layer, i) => Tensors($"network.{2 * i}", layer))];
        StateDictLayout layout = StateDictLayout.Of(outPath, tensors, prefix: null);
        LinearStack stack = LinearStack.Of(outPath, layout, layout.Layers(tensors));
        StateBounds bounds = StateBounds.Of(policy).Of(policy.ObservationSize);
        VerificationReport report = OnnxVerifier.Compare(
            policy.Run, stack.Evaluate, bounds.Low, bounds.High, new Random(1), exact: stack.Exact);
        if (!report.Passed)
            throw new InvalidOperationException($"Nothing was written: the weights compute other values than '{path}', {report}.");
        TensorFile.WriteSafetensors(outPath, tensors);
        return $"'{outPath}' has {tensors.Length} tensors, {string.Join(", ", tensors.Select(tensor => $"{tensor}"))}: {report}";
    }

    private static SavedTensor[] Tensors(string name, LinearLayer layer) =>
    [
        new($"{name}.weight", [layer.Bias.Length, layer.Weight.Length / layer.Bias.Length], layer.Weight.ToArray()),
        new($"{name}.bias", [layer.Bias.Length], layer.Bias.ToArray()),
    ];
}
