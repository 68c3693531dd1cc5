using System.Diagnostics;

namespace DeepQ.Serving;

/// <summary>A call of one version of a policy: holds it, and counts the call when it was answered.</summary>
internal readonly ref struct PolicyCall(LoadedPolicy loaded, PolicyMeter metrics, int values)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public OnnxPolicy Policy => loaded.Policy;

    public void Answered() =>
        metrics.Answered(values / loaded.Policy.ObservationSize, Stopwatch.GetElapsedTime(_start));

    public void Dispose() => loaded.Leave();
}
