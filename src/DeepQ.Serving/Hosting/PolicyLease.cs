using System.Diagnostics;
using DeepQ.Serving.Inputs;

namespace DeepQ.Serving.Hosting;

/// <summary>
/// One version of a policy, held for as long as it is needed: it answers all calls until the lease is disposed, even if
/// another version takes over meanwhile.
/// </summary>
public sealed class PolicyLease : IDisposable
{
    private readonly PolicyMeter _metrics;
    private LoadedPolicy? _loaded;

    internal PolicyLease(LoadedPolicy loaded, PolicyMeter metrics) =>
        (_loaded, _metrics, Policy) = (loaded, metrics, loaded.Policy);

    /// <summary>The policy; it must not be used after the lease is disposed. Direct calls are not counted.</summary>
    public ModelPolicy Policy { get; }

    /// <summary>
    /// Computes the values of all actions and the greedy action in each of several states, counted as a call.
    /// </summary>
    /// <inheritdoc cref="IPolicy.Evaluate(ReadOnlySpan{float}, Span{float}, Span{int}, ReadOnlySpan{bool})"/>
    public void Evaluate(
        ReadOnlySpan<float> states, Span<float> qValues, Span<int> actions, ReadOnlySpan<bool> legal = default)
    {
        long start = Stopwatch.GetTimestamp();
        Policy.Evaluate(states, qValues, actions, legal);
        _metrics.Answered(actions.Length, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>
    /// Computes the values of all actions and the greedy action in each of several rows, counted as a call.
    /// </summary>
    /// <inheritdoc cref="IPolicy.Evaluate(PolicyRows, Span{float}, Span{int}, ReadOnlySpan{bool})"/>
    public void Evaluate(PolicyRows rows, Span<float> qValues, Span<int> actions, ReadOnlySpan<bool> legal = default)
    {
        long start = Stopwatch.GetTimestamp();
        Policy.Evaluate(rows, qValues, actions, legal);
        _metrics.Answered(actions.Length, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Releases the version.</summary>
    public void Dispose() => Interlocked.Exchange(ref _loaded, null)?.Leave();
}
