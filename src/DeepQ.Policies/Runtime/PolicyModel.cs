using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Engines;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;

namespace DeepQ.Serving.Runtime;

/// <summary>A model that was recognized as a policy and checked to be safe to run.</summary>
/// <param name="Model">The model as it runs, with an action output added if it had none.</param>
/// <param name="Signature">Its tensors.</param>
/// <param name="Metadata">The description stored in it; null for a model of another project.</param>
/// <param name="Profile">The operators that it was allowed to use.</param>
internal sealed record PolicyModel(
    CheckedModel Model, PolicySignature Signature, PolicyMetadata? Metadata, OnnxProfile Profile)
{
    public IReadOnlyList<string> ActionNames =>
        Metadata?.ActionNames ?? [.. Enumerable.Range(0, Signature.ActionCount).Select(action => $"{action}")];

    /// <summary>Reads and checks a model.</summary>
    /// <param name="bytes">The bytes of an .onnx file.</param>
    /// <param name="asked">The allowed operators; null for those that suit its inputs.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="batchSize">The greatest number of states in a run.</param>
    /// <exception cref="PolicyFormatException">The bytes are not a policy, or the policy is refused.</exception>
    public static PolicyModel Read(ReadOnlySpan<byte> bytes, OnnxProfile? asked, OnnxLimits limits, int batchSize)
    {
        OnnxModelInfo info = OnnxModelInfo.Read(bytes, limits);
        if (info.IsIntact is false)
        {
            throw new PolicyFormatException(
                "The policy was changed after it was written: its content does not match its property "
                + $"'{PolicyProperties.ContentHash}'. Write it again, or remove that property if the change is intended.");
        }

        // Policies have an output of this name; only other files are searched for an engine's.
        if (info.Outputs.All(output => output.Name != PolicyGraph.QValuesName) && EngineFile.Read(bytes) is { } network)
        {
            bytes = network;
            info = OnnxModelInfo.Read(bytes, limits);
        }

        PolicySignature signature = PolicySignature.Of(info);
        PolicyMetadata? metadata =
            PolicyMetadata.IsIn(info.Metadata) ? PolicyMetadata.FromProperties(info.Metadata) : null;
        // The steps that make a state from raw columns precede the network, so the state is not an input.
        bool isPipeline = signature.TakesColumns || (metadata is not null && metadata.ObservationName != signature.State);
        if (metadata is not null)
            CheckAgreement(metadata, signature, isPipeline);
        bool hasAction = info.Outputs.Any(output => output.Name == signature.Action);
        ReadOnlySpan<byte> whole = hasAction
            ? bytes
            : OnnxGreedyAction.Append(bytes, signature.QValues, signature.Action);
        OnnxProfile profile = asked ?? (isPipeline ? OnnxProfile.Pipeline : OnnxProfile.Policy);
        return new(OnnxGuard.Admit(whole, profile, limits, batchSize), signature, metadata, profile);
    }

    private static void CheckAgreement(PolicyMetadata metadata, PolicySignature signature, bool isPipeline)
    {
        if (metadata.ActionNames.Count != signature.ActionCount)
        {
            throw new PolicyFormatException(
                $"The model names {metadata.ActionNames.Count} actions, but its output '{signature.QValues}' has "
                + $"{signature.ActionCount}.");
        }

        if (!isPipeline && !metadata.ObservationShape.Select(axis => (long)axis).SequenceEqual(signature.StateShape))
        {
            throw new PolicyFormatException(
                $"The model says that a state is [{string.Join(", ", metadata.ObservationShape)}], but its input "
                + $"'{signature.State}' is [batch, {string.Join(", ", signature.StateShape)}].");
        }
    }
}
