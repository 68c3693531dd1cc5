using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Doctor;

/// <summary>A running examination: events are joined, and each check observes them.</summary>
internal sealed class Examination
{
    private readonly EpisodeJoiner _joiner;
    private readonly DateTimeOffset _now;
    private readonly DateTimeOffset? _since;
    private readonly DoctorCheck[] _checks;
    private JoinCounts? _before;
    private DecisionMode? _mode;
    private long _decisions;

    public Examination(JoinOptions options, DateTimeOffset now, DateTimeOffset? since)
    {
        (_joiner, _now, _since) = (new(options), now, since);
        _before = since is null ? new() : null;
        _checks =
        [
            new RewardArrivalCheck(now, options.RewardWait),
            new RewardJoinCheck(options.RewardWait),
            new RewardValueCheck(),
            new ActivationCheck(options.ActivationWait),
            new ProbabilityCheck(),
            new SupportCheck(),
            new FallbackCheck(),
            new StateRangeCheck(now, since),
            new EpisodeCheck(options.EpisodeTimeout),
        ];
    }

    public void See(DecisionEvent entry)
    {
        if (entry is SettingsChange change)
            _mode = change.Mode;

        // Earlier events are only joined, so that later rewards find their decisions.
        if (_before is null && entry.Time >= _since)
            _before = _joiner.Counts;
        if (_before is not null)
            Show(entry);
        _joiner.Add(entry);
        ShowJoined();
    }

    /// <summary>Completes the examination.</summary>
    /// <param name="hasEarlier">Whether the log has events before those that were read.</param>
    public DoctorReport Report(bool hasEarlier)
    {
        _before ??= _joiner.Counts;
        _joiner.Finish(_now);
        ShowJoined();
        JoinCounts counts = _joiner.Counts.Since(_before);
        IEnumerable<DoctorFinding> findings = _decisions == 0
            ? [NoDecisions(hasEarlier || _joiner.Counts.Decisions > 0)]
            : _checks.SelectMany(check => check.Findings(counts)).OrderByDescending(finding => finding.Severity);
        return new(_now, _since, counts, [.. findings]);
    }

    private void Show(DecisionEvent entry)
    {
        _decisions += entry is Decision ? 1 : 0;
        foreach (DoctorCheck check in _checks)
        {
            if (entry is Decision decision)
                check.See(decision);
            else if (entry is Reward reward)
                check.See(reward);
        }
    }

    private void ShowJoined()
    {
        while (_joiner.TryTake(out JoinedEpisode? episode))
        {
            foreach (DoctorCheck check in _before is null ? [] : _checks)
                check.See(episode!);
        }
    }

    private DoctorFinding NoDecisions(bool hasEarlier) => new(
        FindingCode.NoDecisions,
        hasEarlier ? FindingSeverity.Warning : FindingSeverity.Information,
        (_mode, hasEarlier) switch
        {
            (DecisionMode.Off, _) => "No decision was logged, because the mode is Off: switch to LoggingOnly or another one.",
            (_, false) => "The log contains no decision yet. Call DecideAsync for each decision that the application makes.",
            _ => "No decision was logged in the window, but there were some before. Does the application still call DecideAsync, and does the log "
                + "still accept events: see deepq.decisions.dropped and .lost?",
        });
}
