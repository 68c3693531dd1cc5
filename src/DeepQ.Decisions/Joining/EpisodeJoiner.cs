using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Joining;

/// <summary>
/// Joins decisions, rewards, activations and ends to episodes while a log is read. It keeps only what is still waited
/// for. A joined episode never changes: later events for it are only counted.
/// </summary>
internal sealed class EpisodeJoiner
{
    private readonly JoinOptions _options;
    private readonly long _rewardWait;
    private readonly long _activationWait;
    private readonly long _wait;
    private readonly long _timeout;
    private readonly JoinCounts _counts = new();
    private readonly Dictionary<Guid, OpenDecision> _decisions = [];
    private readonly Queue<OpenDecision> _decisionsByAge = new();
    private readonly Dictionary<Guid, List<Unmatched>> _unmatched = [];
    private readonly Queue<Unmatched> _unmatchedByAge = new();
    private readonly Dictionary<string, OpenEpisode> _episodes = [];
    private readonly LinkedList<OpenEpisode> _episodesByAge = new();
    private readonly Queue<OpenEpisode> _ended = new();
    private readonly Queue<JoinedEpisode> _joined = new();
    private LogClock _clock;
    private long _waiting;
    private long _end = long.MinValue;

    public EpisodeJoiner(JoinOptions options)
    {
        _options = options;
        (_rewardWait, _activationWait) = (options.RewardWait.Ticks, options.ActivationWait.Ticks);
        _wait = Math.Max(_rewardWait, _activationWait);
        _timeout = Math.Max(_wait, options.EpisodeTimeout.Ticks);
    }

    /// <summary>The counts so far.</summary>
    public JoinCounts Counts => _counts with { Waiting = _waiting };

    /// <summary>Adds the next event of the log.</summary>
    public void Add(DecisionEvent entry)
    {
        _clock.Advance(entry.Time);
        JoinUntil(_clock.Now);
        switch (entry)
        {
            case Decision decision:
                Add(decision);
                break;
            case Reward reward:
                AddLater(reward.DecisionId, reward);
                break;
            case Activation activation:
                AddLater(activation.DecisionId, activation);
                break;
            case EpisodeEnd end:
                Add(end);
                break;
        }
    }

    /// <summary>Ends the log: joins what is no longer waited for at a time after the last event.</summary>
    public void Finish(DateTimeOffset now)
    {
        _end = Math.Max(_clock.Now, _clock.Of(now));
        ForgetUntil(_end);
    }

    /// <summary>Takes the next joined episode.</summary>
    public bool TryTake(out JoinedEpisode? episode)
    {
        while (_joined.Count == 0 && NextDue() is { } next && next.Due < _end)
            Join(next);
        return _joined.TryDequeue(out episode);
    }

    private void Add(Decision decision)
    {
        OpenDecision open = new(decision, _clock.Now);
        if (!_decisions.TryAdd(decision.Id, open))
        {
            _counts.DuplicateDecisions++;
            return;
        }

        _counts.Decisions++;
        _waiting++;
        _decisionsByAge.Enqueue(open);
        EpisodeOf(decision).Add(open);
        if (_unmatched.Remove(decision.Id, out List<Unmatched>? earlier))
        {
            foreach (Unmatched each in earlier.Where(each => !TryApply(open, each.Event, open.Time - each.Time)))
                Leave(each.Event, isLate: false);
        }
    }

    private OpenEpisode EpisodeOf(Decision decision)
    {
        if (decision.EpisodeId is not { } id)
        {
            OpenEpisode own = new(null);
            End(own, isTruncated: false);
            return own;
        }

        if (_episodes.TryGetValue(id, out OpenEpisode? episode))
            _episodesByAge.Remove(episode.Place);
        else
            episode = _episodes[id] = new(id);
        _episodesByAge.AddLast(episode.Place);
        episode.Due = _clock.Now + _timeout;
        return episode;
    }

    private void Add(EpisodeEnd end)
    {
        if (!_episodes.Remove(end.EpisodeId, out OpenEpisode? episode))
        {
            _counts.UnmatchedEnds++;
            return;
        }

        _episodesByAge.Remove(episode.Place);
        End(episode, end.IsTruncated);
    }

    private void End(OpenEpisode episode, bool isTruncated)
    {
        (episode.IsTruncated, episode.Due) = (isTruncated, _clock.Now + _wait);
        _ended.Enqueue(episode);
    }

    private void AddLater(Guid id, DecisionEvent entry)
    {
        if (_decisions.TryGetValue(id, out OpenDecision? open))
        {
            if (!TryApply(open, entry, _clock.Now - open.Time))
                Leave(entry, isLate: true);
            return;
        }

        Unmatched unmatched = new(id, entry, _clock.Now);
        _unmatchedByAge.Enqueue(unmatched);
        if (!_unmatched.TryAdd(id, [unmatched]))
            _unmatched[id].Add(unmatched);
    }

    private bool TryApply(OpenDecision open, DecisionEvent entry, long distance)
    {
        if (distance > (entry is Reward ? _rewardWait : _activationWait))
            return false;
        if (entry is not Reward reward)
            open.IsActive = true;
        else if (!open.TryAdd(reward))
            _counts.DuplicateRewards++;
        return true;
    }

    private void Leave(DecisionEvent entry, bool isLate)
    {
        if (entry is not Reward)
            _counts.UnmatchedActivations++;
        else if (isLate)
            _counts.LateRewards++;
        else
            _counts.UnknownRewards++;
    }

    private void JoinUntil(long now)
    {
        ForgetUntil(now);
        while (NextDue() is { } episode && episode.Due < now)
            Join(episode);
    }

    private void ForgetUntil(long now)
    {
        while (_decisionsByAge.TryPeek(out OpenDecision? oldest) && oldest.Time + _wait < now)
            _decisions.Remove(_decisionsByAge.Dequeue().Decision.Id);
        while (_unmatchedByAge.TryPeek(out Unmatched? oldest) && oldest.Time + _wait < now)
            Expire(_unmatchedByAge.Dequeue());
    }

    private OpenEpisode? NextDue()
    {
        OpenEpisode? idle = _episodesByAge.First?.Value;
        return _ended.TryPeek(out OpenEpisode? ended) && !(idle?.Due < ended.Due) ? ended : idle;
    }

    private void Expire(Unmatched unmatched)
    {
        // It is no longer in the map if its decision arrived.
        if (!_unmatched.TryGetValue(unmatched.DecisionId, out List<Unmatched>? all) || !all.Remove(unmatched))
            return;
        Leave(unmatched.Event, IsAfterItsTime(unmatched.Event));
        if (all.Count == 0)
            _unmatched.Remove(unmatched.DecisionId);
    }

    // A joined decision is forgotten, but its id contains its time.
    private bool IsAfterItsTime(DecisionEvent entry) =>
        entry is Reward reward && reward.Time - DecisionIds.TimeOf(reward.DecisionId) > _options.RewardWait;

    private void Join(OpenEpisode episode)
    {
        _waiting -= episode.Count;
        bool isTimedOut = !_ended.TryPeek(out OpenEpisode? ended) || ended != episode;
        if (isTimedOut)
        {
            _episodes.Remove(episode.Id!);
            _episodesByAge.RemoveFirst();
        }
        else
        {
            _ended.Dequeue();
        }

        JoinedRow[] rows = episode.ToRows(_options, _counts);
        if (rows.Length == 0)
            return;
        _counts.Episodes++;
        _counts.Truncated += episode.IsTruncated ? 1 : 0;
        _counts.TimedOut += isTimedOut ? 1 : 0;
        _joined.Enqueue(new(episode.Id, rows, episode.IsTruncated));
    }
}
