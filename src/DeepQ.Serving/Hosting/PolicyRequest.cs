using DeepQ.Serving.Inputs;

namespace DeepQ.Serving.Hosting;

/// <summary>A request that waits for its batch.</summary>
internal sealed class PolicyRequest(
    ReadOnlyMemory<float> state, PolicyRows? row, ReadOnlyMemory<bool> legal, long arrived, CancellationToken cancellation)
    : TaskCompletionSource<PolicyDecision>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public ReadOnlyMemory<float> State => state;

    /// <summary>The row; null for a request with a state.</summary>
    public PolicyRows? Row => row;

    public ReadOnlyMemory<bool> Legal => legal;

    /// <summary>The arrival of the request, as a timestamp of the batcher's clock.</summary>
    public long Arrived => arrived;

    /// <summary>Whether the caller no longer waits for the answer.</summary>
    public bool IsAbandoned => cancellation.IsCancellationRequested;
}
