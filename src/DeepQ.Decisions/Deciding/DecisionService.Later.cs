using System.Globalization;
using DeepQ.Decisions.Deciding;
using DeepQ.Decisions.Diagnostics;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;

namespace DeepQ.Decisions;

/// <content>Events after decisions: rewards, activations, ends and erasure.</content>
public sealed partial class DecisionService
{
    /// <summary>Logs the reward of a decision, or a part of it.</summary>
    /// <param name="decisionId">The decision; it need not be in the log yet.</param>
    /// <param name="value">The reward, from −10³⁰ to 10³⁰.</param>
    /// <param name="key">
    /// The name of the part, up to 256 characters. Parts with different names are joined. A part with the name of an
    /// earlier one, including the empty name, is the same part and counts once.
    /// </param>
    /// <param name="cancellationToken">Stops waiting; the reward may still be logged.</param>
    /// <returns>A task that completes when the reward is durable.</returns>
    /// <exception cref="ArgumentException">The value is out of range, or the name is too long or not valid text.</exception>
    /// <exception cref="DecisionStoreException">The reward is not in the log; it can be sent again.</exception>
    /// <exception cref="ObjectDisposedException">The service was disposed.</exception>
    public Task RewardAsync(Guid decisionId, double value, string key = "", CancellationToken cancellationToken = default)
    {
        if (!Magnitude.Fits(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, string.Create(
                CultureInfo.InvariantCulture, $"A reward must be finite, and from {-Magnitude.Greatest} to {Magnitude.Greatest}."));
        }

        ArgumentNullException.ThrowIfNull(key);
        if (key.Length > 0)
            RequestCheck.Name(key, nameof(key));
        if (!DecisionIds.IsLogged(decisionId))
            return Unlogged();
        return LogAsync(new Reward(decisionId, value, key) { Time = _time.GetUtcNow() }, _meter.Rewarded, cancellationToken);
    }

    /// <summary>Logs that a decision that waits for activation was carried out.</summary>
    /// <param name="decisionId">The decision; it need not be in the log yet.</param>
    /// <param name="cancellationToken">Stops waiting; the activation may still be logged.</param>
    /// <returns>A task that completes when the activation is durable.</returns>
    /// <exception cref="DecisionStoreException">The activation is not in the log; it can be sent again.</exception>
    /// <exception cref="ObjectDisposedException">The service was disposed.</exception>
    public Task ActivateAsync(Guid decisionId, CancellationToken cancellationToken = default)
    {
        if (!DecisionIds.IsLogged(decisionId))
            return Unlogged();
        return LogAsync(new Activation(decisionId) { Time = _time.GetUtcNow() }, _meter.Activated, cancellationToken);
    }

    /// <summary>Logs the end of an episode; a later decision with its id begins another one.</summary>
    /// <param name="episodeId">The episode.</param>
    /// <param name="isTruncated">Whether it was cut off, so that its last state still has a value.</param>
    /// <param name="cancellationToken">Stops waiting; the end may still be logged.</param>
    /// <returns>A task that completes when the end is durable.</returns>
    /// <exception cref="ArgumentException">The id is empty, too long or not valid text.</exception>
    /// <exception cref="DecisionStoreException">The end is not in the log; it can be sent again.</exception>
    /// <exception cref="ObjectDisposedException">The service was disposed.</exception>
    public Task EndEpisodeAsync(string episodeId, bool isTruncated = false, CancellationToken cancellationToken = default)
    {
        RequestCheck.Name(episodeId, nameof(episodeId));
        if (!EpisodePlace.IsLogged(episodeId, default, _options.LoggedShare))
            return Unlogged();
        return LogAsync(new EpisodeEnd(episodeId, isTruncated) { Time = _time.GetUtcNow() }, _meter.EpisodeEnded, cancellationToken);
    }

    /// <summary>Changes the settings and logs the change.</summary>
    /// <param name="settings">The new settings, which apply until the process ends.</param>
    /// <param name="cancellationToken">Stops waiting; the settings apply nonetheless.</param>
    /// <returns>A task that completes when the change is durable.</returns>
    /// <exception cref="DecisionStoreException">The change is not in the log; the settings apply nonetheless.</exception>
    /// <exception cref="ObjectDisposedException">The service was disposed.</exception>
    public Task SwitchAsync(DecisionSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _queue.RequireOpen();
        _settings = settings;
        return LogAsync(Changed(), null, cancellationToken);
    }

    /// <summary>Waits until all events so far are durable.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="DecisionStoreException">The last events could not be written.</exception>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _queue.FlushAsync().WaitAsync(cancellationToken);

    /// <summary>Deletes an episode from the log, including events that are still queued.</summary>
    /// <inheritdoc cref="IDecisionStore.EraseEpisodeAsync"/>
    /// <exception cref="ArgumentException">The id is empty, too long or not valid text.</exception>
    public async Task<long> EraseEpisodeAsync(string episodeId, CancellationToken cancellationToken = default)
    {
        RequestCheck.Name(episodeId, nameof(episodeId));
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        return await _store.EraseEpisodeAsync(episodeId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes a subject from the log, including events that are still queued.</summary>
    /// <inheritdoc cref="IDecisionStore.EraseSubjectAsync"/>
    /// <exception cref="ArgumentException">The id is empty, too long or not valid text.</exception>
    public async Task<long> EraseSubjectAsync(string subjectId, CancellationToken cancellationToken = default)
    {
        RequestCheck.Name(subjectId, nameof(subjectId));
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        return await _store.EraseSubjectAsync(subjectId, cancellationToken).ConfigureAwait(false);
    }

    private Task Unlogged()
    {
        _meter.Unlogged();
        return Task.CompletedTask;
    }

    private async Task LogAsync(DecisionEvent entry, Action? count, CancellationToken cancellationToken)
    {
        Task logged = await _queue.AddAsync(entry, cancellationToken).ConfigureAwait(false);
        await logged.WaitAsync(cancellationToken).ConfigureAwait(false);
        count?.Invoke();
    }

    private SettingsChange Changed()
    {
        DecisionSettings now = _settings;
        string exploration = now.BaselineEpsilon == 0
            ? now.Exploration.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"{now.Exploration}; baseline ε = {now.BaselineEpsilon}");
        DecisionLogger.Switched(_logger, now.Mode.ToString(), exploration, now.CanaryShare);
        return new(now.Mode, exploration, now.CanaryShare) { Time = _time.GetUtcNow() };
    }
}
