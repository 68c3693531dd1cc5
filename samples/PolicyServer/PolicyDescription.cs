using DeepQ.Onnx.Policies;
using DeepQ.Serving;
using DeepQ.Serving.Hosting;
using DeepQ.Serving.Inputs;

namespace PolicyServer;

/// <summary>The served policy, and the limits of requests.</summary>
/// <param name="Version">The SHA-256 of the file.</param>
/// <param name="Algorithm">The algorithm that learned the policy; null if unknown.</param>
/// <param name="Gamma">The discount of a reward one step later; null if unknown.</param>
/// <param name="ObservationShape">The shape of an observation; its values are sent as one flat list.</param>
/// <param name="ObservationSize">The number of values of a state; 0 if the policy takes rows.</param>
/// <param name="Inputs">The columns of a row, each with its name, type and shape.</param>
/// <param name="IsMaskRequired">Whether a request must specify the legal actions.</param>
/// <param name="ActionNames">The names of the actions, from 0.</param>
/// <param name="Training">The description of the training in the file, by name.</param>
/// <param name="ExecutionProvider">The execution provider of the policy.</param>
/// <param name="Refusal">The reason why the current file is not served; null if it is.</param>
/// <param name="MaxStates">The maximum number of states in a request.</param>
/// <param name="MaxBodyBytes">The maximum size of a request in bytes.</param>
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
