using System.Globalization;
using DeepQ.Decisions.Deciding;
using DeepQ.Decisions.Diagnostics;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;

namespace DeepQ.Decisions;

/// <content>What comes after decisions.</content>
public sealed partial class DecisionService
{
    /// <summary>Takes the reward of a decision, or a part of it.</summary>
    /// <param name="decisionId">The decision; it may still be on its way.</param>
    /// <param name="value">The reward, from −10³⁰ to 10³⁰.</param>
    /// <param name="key">
    /// The name of the part, up to 256 characters. Parts with different names are joined; one that comes again with the same
    /// name is the same part, and so is one without a name.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting; the reward may be logged all the same.</param>
    /// <returns>A task that completes when the reward is durable.</returns>
    /// <exception cref="ArgumentException">The value is out of its range, or the name is too long or no text.</exception>
    /// <exception cref="DecisionStoreException">The reward is not in the log; it may be given again.</exception>
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

    /// <summary>Takes notice that a decision which waited for it was carried out.</summary>
    /// <param name="decisionId">The decision; it may still be on its way.</param>
    /// <param name="cancellationToken">Gives up waiting; the activation may be logged all the same.</param>
    /// <returns>A task that completes when the activation is durable.</returns>
    /// <exception cref="DecisionStoreException">The activation is not in the log; it may be given again.</exception>
    /// <exception cref="ObjectDisposedException">The service was disposed.</exception>
    public Task ActivateAsync(Guid decisionId, CancellationToken cancellationToken = default)
    {
        if (!DecisionIds.IsLogged(decisionId))
            return Unlogged();
        return LogAsync(new Activation(decisionId) { Time = _time.GetUtcNow() }, _meter.Activated, cancellationToken);
    }

    /// <summary>Takes notice that an episode is over; a decision with its id after that begins another one.</summary>
    /// <param name="episodeId">The episode.</param>
    /// <param name="isTruncated">Whether it was cut off, so that what would have followed has a value.</param>
    /// <param name="cancellationToken">Gives up waiting; the end may be logged all the same.</param>
    /// <returns>A task that completes when the end is durable.</returns>
    /// <exception cref="ArgumentException">The id is empty, too long, or no text.</exception>
    /// <exception cref="DecisionStoreException">The end is not in the log; it may be given again.</exception>
    /// <exception cref="ObjectDisposedException">The service was disposed.</exception>
    public Task EndEpisodeAsync(string episodeId, bool isTruncated = false, CancellationToken cancellationToken = default)
    {
        RequestCheck.Name(episodeId, nameof(episodeId));
        if (!EpisodePlace.IsLogged(episodeId, default, _options.LoggedShare))
            return Unlogged();
        return LogAsync(new EpisodeEnd(episodeId, isTruncated) { Time = _time.GetUtcNow() }, _meter.EpisodeEnded, cancellationToken);
    }

    /// <summary>Changes settings, and logs that they changed.</summary>
    /// <param name="settings">The settings that hold from here on, until the process ends.</param>
    /// <param name="cancellationToken">Gives up waiting; the settings hold all the same.</param>
    /// <returns>A task that completes when the change is durable.</returns>
    /// <exception cref="DecisionStoreException">The change is not in the log; the settings hold all the same.</exception>
    /// <exception cref="ObjectDisposedException">The service was disposed.</exception>
    public Task SwitchAsync(DecisionSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _queue.RequireOpen();
        _settings = settings;
        return LogAsync(Changed(), null, cancellationToken);
    }

    /// <summary>Waits until all that was taken is durable.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="DecisionStoreException">The last events could not be written.</exception>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _queue.FlushAsync().WaitAsync(cancellationToken);

    /// <summary>Deletes what the log holds of an episode, and what of it is still on its way there.</summary>
    /// <inheritdoc cref="IDecisionStore.EraseEpisodeAsync"/>
    /// <exception cref="ArgumentException">The id is empty, too long, or no text.</exception>
    public async Task<long> EraseEpisodeAsync(string episodeId, CancellationToken cancellationToken = default)
    {
        RequestCheck.Name(episodeId, nameof(episodeId));
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        return await _store.EraseEpisodeAsync(episodeId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes what the log holds of a subject, and what of it is still on its way there.</summary>
    /// <inheritdoc cref="IDecisionStore.EraseSubjectAsync"/>
    /// <exception cref="ArgumentException">The id is empty, too long, or no text.</exception>
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
