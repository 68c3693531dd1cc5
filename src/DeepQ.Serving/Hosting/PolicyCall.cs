using System.Diagnostics;

namespace DeepQ.Serving.Hosting;

/// <summary>A call of one version of a policy: holds the version and counts the call when it is answered.</summary>
internal readonly ref struct PolicyCall(LoadedPolicy loaded, PolicyMeter metrics)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public ModelPolicy Policy => loaded.Policy;

    public void Answered(int states) => metrics.Answered(states, Stopwatch.GetElapsedTime(_start));

    public void Dispose() => loaded.Leave();
}
