using DeepQ.Onnx.Policies;
using DeepQ.Serving;
using DeepQ.Serving.Hosting;
using DeepQ.Serving.Inputs;

namespace PolicyServer;

/// <summary>What is served, and how much of it a request may ask for.</summary>
/// <param name="Version">The SHA-256 of the file.</param>
/// <param name="Algorithm">What learned the policy; null where the file does not say.</param>
/// <param name="Gamma">The discount of a reward one step later; null where the file does not say.</param>
/// <param name="ObservationShape">The axes of an observation; its values are sent as one flat list.</param>
/// <param name="ObservationSize">The number of values of a state; 0 where the policy takes rows.</param>
/// <param name="Inputs">The columns of a row: for each one its name, type, and axes.</param>
/// <param name="IsMaskRequired">Whether a request must say which actions are legal.</param>
/// <param name="ActionNames">The names of the actions, from 0.</param>
/// <param name="Training">What the file says of its training, by name.</param>
/// <param name="ExecutionProvider">What the policy runs on.</param>
/// <param name="Refusal">Why the file that is there now is not served; null where it is.</param>
/// <param name="MaxStates">The most states that a request may hold.</param>
/// <param name="MaxBodyBytes">The most bytes that a request may have.</param>
internal sealed record PolicyDescription(
    string Version,
    string? Algorithm,
    double? Gamma,
    IReadOnlyList<int> ObservationShape,
    int ObservationSize,
    IReadOnlyList<PolicyInput> Inputs,
    bool IsMaskRequired,
    IReadOnlyList<string> ActionNames,
    IReadOnlyDictionary<string, string> Training,
    string ExecutionProvider,
    string? Refusal,
    int MaxStates,
    int MaxBodyBytes)
{
    public static PolicyDescription Of(ReloadingPolicy policy, ServerOptions options)
    {
        using PolicyLease lease = policy.Acquire();
        ModelPolicy served = lease.Policy;
        PolicyMetadata? metadata = served.Metadata;
        return new PolicyDescription(
            served.Version,
            metadata?.Algorithm,
            metadata?.Gamma,
            [.. served.Signature.StateShape.Select(axis => (int)axis)],
            served.ObservationSize,
            served.Inputs,
            served.Signature.IsMaskRequired,
            served.ActionNames,
            metadata?.Training ?? new Dictionary<string, string>(),
            served.ExecutionProvider,
            policy.Refusal,
            options.MaxStates,
            options.MaxBodyBytes);
    }
}
