using System.Diagnostics;
using DeepQ.Decisions.Deciding;
using DeepQ.Decisions.Diagnostics;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Policies;
using DeepQ.Decisions.Queueing;
using DeepQ.Decisions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeepQ.Decisions;

/// <summary>Decides, logs each decision with its probability, and logs the rewards that arrive later.</summary>
/// <remarks>
/// Thread safe. Rewards, activations and ends complete when they are durable. Each may be sent again: duplicates count
/// once.
/// </remarks>
public sealed partial class DecisionService : IAsyncDisposable, IDisposable
{
    private readonly DecisionOptions _options;
    private readonly IDecisionStore _store;
    private readonly TimeProvider _time;
    private readonly DecisionMeter _meter;
    private readonly ILogger _logger;
    private readonly ActionSet _actions;
    private readonly DecisionMaker _maker;
    private readonly EventQueue _queue;
    private volatile DecisionSettings _settings;

    /// <summary>Starts the service and logs the settings.</summary>
    /// <param name="options">The options of the decisions.</param>
    /// <param name="store">The log; the caller disposes it, after this service.</param>
    /// <param name="policies">The policies that decide.</param>
    /// <param name="random">The generator that draws actions; used by one thread at a time, and not shared.</param>
    /// <param name="time">The clock; null for the system clock.</param>
    /// <param name="meter">The instruments; null for private ones.</param>
    /// <param name="logger">Receives problems; null for no log.</param>
    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    public DecisionService(
        DecisionOptions options,
        IDecisionStore store,
        IPolicyVersions policies,
        Random random,
        TimeProvider? time = null,
        DecisionMeter? meter = null,
        ILogger<DecisionService>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(random);
        options.Check();
        (_options, _store, _settings) = (options, store, options.Settings);
        (_time, _meter, _logger) = (time ?? TimeProvider.System, meter ?? new(), logger ?? NullLogger<DecisionService>.Instance);
        _actions = ActionSet.Of(options);
        _maker = new(options, policies, new(_actions, _meter, _logger, random));
        _queue = new(store, options.QueueCapacity, options.WhenFull, _meter, _logger);
        _ = _queue.AddAsync(Changed(), CancellationToken.None).AsTask();
    }

    /// <summary>The current settings.</summary>
    public DecisionSettings Settings => _settings;

    /// <summary>Decides in a state.</summary>
    /// <param name="state">The values of the state, all finite; copied.</param>
    /// <param name="allowed">True for each action that may be chosen; empty when all may. Copied.</param>
    /// <param name="episodeId">The episode that the decision belongs to; null if the decision is an episode by itself.</param>
    /// <inheritdoc cref="DecideAsync(DecisionRequest, CancellationToken)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="cancellationToken">
    /// Stops waiting for room in the queue, or for the log with <see cref="DecisionOptions.WaitForLog"/>.
    /// </param>
    public ValueTask<DecisionAnswer> DecideAsync(
        ReadOnlyMemory<float> state,
        ReadOnlyMemory<bool> allowed = default,
        string? episodeId = null,
        CancellationToken cancellationToken = default) =>
        DecideAsync(new DecisionRequest(state) { Allowed = allowed, EpisodeId = episodeId }, cancellationToken);

    /// <summary>Makes a decision.</summary>
    /// <param name="request">The state, the candidates and the other inputs.</param>
    /// <param name="cancellationToken">Stops waiting for room in the queue, or for the log with <see cref="DecisionOptions.WaitForLog"/>.</param>
    /// <returns>The decision.</returns>
    /// <exception cref="ArgumentException">A part of the request is invalid; the message names it.</exception>
    /// <exception cref="InvalidOperationException">
    /// No policy decides, and there is neither a caller's action nor a baseline; or the baseline returned an action
    /// that is not allowed.
    /// </exception>
    /// <exception cref="DecisionStoreException"><see cref="DecisionOptions.WaitForLog"/> is set, and the decision could not be logged.</exception>
    /// <exception cref="ObjectDisposedException">The service was disposed.</exception>
    public async ValueTask<DecisionAnswer> DecideAsync(DecisionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        CheckedRequest asked = RequestCheck.Check(request, _options, _actions);
        long start = Stopwatch.GetTimestamp();
        using Activity? activity = DecisionMeter.Activities.StartActivity("decide");
        DecisionSettings settings = _settings;
        DateTimeOffset now = _time.GetUtcNow();
        Guid id = DecisionIds.New(now);
        bool isLogged = settings.Mode != DecisionMode.Off && EpisodePlace.IsLogged(request.EpisodeId, id, _options.LoggedShare);
        if (!isLogged)
            id = DecisionIds.AsUnlogged(id);

        Choice choice = _maker.Choose(asked, settings, id);
        string name = _actions.NameOf(request, choice.Action);
        Task logged = isLogged
            ? await _queue.AddAsync(_maker.ToDecision(asked, settings, choice, name, id, now), cancellationToken).ConfigureAwait(false)
            : Unlogged();
        _meter.Decided(settings.Mode.ToString(), choice.Version, Stopwatch.GetElapsedTime(start));
        activity?.SetTag("deepq.decision", id).SetTag("deepq.version", choice.Version).SetTag("deepq.action", choice.Action);
        if (_options.WaitForLog)
            await logged.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new(id, choice.Action, name, choice.Probability, choice.Version, logged);
    }

    /// <summary>Writes the queued events and accepts no more.</summary>
    public ValueTask DisposeAsync() => _queue.DisposeAsync();

    /// <summary>Drops the queued events if the store does not complete.</summary>
    internal void Abandon() => _queue.Abandon();

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();
}
