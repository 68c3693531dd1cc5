using System.Diagnostics.Metrics;

namespace DeepQ.Serving.Hosting;

/// <summary>The metrics of a served policy.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>instrument</term><description>what it measures</description></listheader>
/// <item><term>deepq.policy.requests</term><description>answered calls; a micro-batch counts as one</description></item>
/// <item><term>deepq.policy.states</term><description>scored states</description></item>
/// <item><term>deepq.policy.duration</term><description>a histogram of the duration of calls in seconds</description></item>
/// <item><term>deepq.policy.reloads</term><description>new versions that took over</description></item>
/// <item><term>deepq.policy.refusals</term><description>refused files</description></item>
/// </list>
/// </remarks>
public sealed class PolicyMeter : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "DeepQ.Serving";

    private readonly Counter<long> _requests;
    private readonly Counter<long> _states;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _reloads;
    private readonly Counter<long> _refusals;

    /// <summary>Creates the instruments.</summary>
    /// <param name="meters">Creates and owns the meter; null for a separate one.</param>
    public PolicyMeter(IMeterFactory? meters = null)
    {
        Meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _requests = Meter.CreateCounter<long>("deepq.policy.requests", "{request}", "Calls that were answered.");
        _states = Meter.CreateCounter<long>("deepq.policy.states", "{state}", "States that were scored.");
        _duration = Meter.CreateHistogram<double>("deepq.policy.duration", "s", "Time that a call took.");
        _reloads = Meter.CreateCounter<long>("deepq.policy.reloads", "{file}", "New versions that took over.");
        _refusals = Meter.CreateCounter<long>("deepq.policy.refusals", "{file}", "New files that were refused.");
    }

    internal Meter Meter { get; }

    /// <summary>Disposes the meter.</summary>
    public void Dispose() => Meter.Dispose();

    internal void Answered(int states, TimeSpan elapsed)
    {
        _requests.Add(1);
        _states.Add(states);
        _duration.Record(elapsed.TotalSeconds);
    }

    internal void Reloaded() => _reloads.Add(1);

    internal void Refused() => _refusals.Add(1);
}
