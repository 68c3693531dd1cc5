using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DeepQ.Decisions.Diagnostics;

/// <summary>The metrics of decisions.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>instrument</term><description>measures</description></listheader>
/// <item><term>deepq.decisions</term><description>decisions, by <c>mode</c> and <c>version</c></description></item>
/// <item><term>deepq.decisions.duration</term><description>a histogram of the time per decision, in seconds</description></item>
/// <item><term>deepq.decisions.fallbacks</term><description>
/// decisions without a policy that should have decided or observed: by <c>reason</c>, <c>none</c> or <c>failed</c></description></item>
/// <item><term>deepq.decisions.unlogged</term><description>
/// events that are intentionally not logged: of decisions outside the logged share, or in <c>Off</c></description></item>
/// <item><term>deepq.decisions.rewards</term><description>parts of rewards that are in the log</description></item>
/// <item><term>deepq.decisions.activations</term><description>activations that are in the log</description></item>
/// <item><term>deepq.decisions.episode_ends</term><description>ends of episodes that are in the log</description></item>
/// <item><term>deepq.decisions.logged</term><description>events that are durable</description></item>
/// <item><term>deepq.decisions.dropped</term><description>events that a full queue rejected</description></item>
/// <item><term>deepq.decisions.lost</term><description>events of batches that the store could not write</description></item>
/// <item><term>deepq.decisions.queued</term><description>events that wait for the store</description></item>
/// </list>
/// </remarks>
public sealed class DecisionMeter : IDisposable
{
    /// <summary>The name of the meter, and of the activity source.</summary>
    public const string MeterName = "DeepQ.Decisions";

    private readonly Counter<long> _decisions;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _fallbacks;
    private readonly Counter<long> _unlogged;
    private readonly Counter<long> _rewards;
    private readonly Counter<long> _activations;
    private readonly Counter<long> _episodeEnds;
    private readonly Counter<long> _logged;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _lost;
    private Func<int>? _queued;

    /// <summary>Creates the instruments.</summary>
    /// <param name="meters">Creates and owns the meter; null for a meter owned by this object.</param>
    public DecisionMeter(IMeterFactory? meters = null)
    {
        Meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _decisions = Counter("deepq.decisions", "{decision}", "Decisions.");
        _duration = Meter.CreateHistogram<double>("deepq.decisions.duration", "s", "Time per decision.");
        _fallbacks = Counter("deepq.decisions.fallbacks", "{decision}", "Decisions without a policy that should have decided or observed.");
        _unlogged = Counter("deepq.decisions.unlogged", "{event}", "Events that are intentionally not logged.");
        _rewards = Counter("deepq.decisions.rewards", "{reward}", "Parts of rewards that are in the log.");
        _activations = Counter("deepq.decisions.activations", "{activation}", "Activations that are in the log.");
        _episodeEnds = Counter("deepq.decisions.episode_ends", "{episode}", "Ends of episodes that are in the log.");
        _logged = Counter("deepq.decisions.logged", "{event}", "Events that are durable.");
        _dropped = Counter("deepq.decisions.dropped", "{event}", "Events that a full queue rejected.");
        _lost = Counter("deepq.decisions.lost", "{event}", "Events of batches that the store could not write.");
        Meter.CreateObservableGauge("deepq.decisions.queued", () => _queued?.Invoke() ?? 0, "{event}", "Events that wait for the store.");

        Counter<long> Counter(string name, string unit, string description) =>
            Meter.CreateCounter<long>(name, unit, description);
    }

    /// <summary>The activity source: one activity <c>decide</c> per decision.</summary>
    internal static ActivitySource Activities { get; } = new(MeterName);

    internal Meter Meter { get; }

    /// <summary>Disposes the meter.</summary>
    public void Dispose() => Meter.Dispose();

    internal void Watch(Func<int> queued) => _queued = queued;

    internal void Decided(string mode, string version, TimeSpan elapsed)
    {
        _decisions.Add(1, new KeyValuePair<string, object?>("mode", mode), new("version", version));
        _duration.Record(elapsed.TotalSeconds);
    }

    internal void FellBack(string reason) => _fallbacks.Add(1, new KeyValuePair<string, object?>("reason", reason));

    internal void Unlogged() => _unlogged.Add(1);

    internal void Rewarded() => _rewards.Add(1);

    internal void Activated() => _activations.Add(1);

    internal void EpisodeEnded() => _episodeEnds.Add(1);

    internal void Logged(int events) => _logged.Add(events);

    internal void Dropped() => _dropped.Add(1);

    internal void Lost(int events) => _lost.Add(events);
}
