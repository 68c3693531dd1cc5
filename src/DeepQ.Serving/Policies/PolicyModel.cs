using DeepQ.Onnx;

namespace DeepQ.Serving;

/// <summary>A model that was found to be a policy.</summary>
/// <param name="Bytes">The model, with an action output added where it had none.</param>
/// <param name="Signature">Its tensors.</param>
/// <param name="Metadata">What it says of itself; null for a model of another project.</param>
internal sealed record PolicyModel(byte[] Bytes, PolicySignature Signature, PolicyMetadata? Metadata)
{
    public IReadOnlyList<string> ActionNames =>
        Metadata?.ActionNames ?? [.. Enumerable.Range(0, Signature.ActionCount).Select(action => $"{action}")];

    /// <exception cref="PolicyFormatException">The bytes are no policy.</exception>
    public static PolicyModel Read(ReadOnlySpan<byte> bytes)
    {
        OnnxGuard.Check(bytes);
        OnnxModelInfo info = OnnxModelInfo.Read(bytes);
        if (info.IsIntact is false)
        {
            throw new PolicyFormatException(
                "The policy was changed after it was written: its content is not what its property "
                + "'deepq.content_hash' says. Write it again, or remove that property if the change is meant.");
        }

        PolicySignature signature = PolicySignature.Of(info);
        PolicyMetadata? metadata =
            PolicyMetadata.IsIn(info.Metadata) ? PolicyMetadata.FromProperties(info.Metadata) : null;
        if (metadata is not null)
            CheckAgreement(metadata, signature);
        bool hasAction = info.Outputs.Any(output => output.Name == signature.Action);
        byte[] model = hasAction
            ? bytes.ToArray()
            : OnnxGreedyAction.Append(bytes, signature.QValues, signature.Action);
        return new(model, signature, metadata);
    }

    private static void CheckAgreement(PolicyMetadata metadata, PolicySignature signature)
    {
        if (metadata.ActionNames.Count != signature.ActionCount)
        {
            throw new PolicyFormatException(
                $"The model names {metadata.ActionNames.Count} actions, but its output '{signature.QValues}' has "
                + $"{signature.ActionCount}.");
        }

        if (!metadata.ObservationShape.Select(axis => (long)axis).SequenceEqual(signature.StateShape))
        {
            throw new PolicyFormatException(
                $"The model says that a state is [{string.Join(", ", metadata.ObservationShape)}], but its input "
                + $"'{signature.State}' is [batch, {string.Join(", ", signature.StateShape)}].");
        }
    }
}
