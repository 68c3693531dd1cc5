using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Doctor;

/// <summary>Checks that rewards arrive, and have not stopped.</summary>
/// <remarks>
/// The number of decisions between two rewards shows which pause is usual, for any kind of reward: a click within a
/// second, or a file each night. A pause longer than three times the longest one and ten times the mean is unusual.
/// </remarks>
internal sealed class RewardArrivalCheck(DateTimeOffset now, TimeSpan wait) : DoctorCheck
{
    private DateTimeOffset? _firstDecision;
    private DateTimeOffset _lastReward;
    private long _decisions;
    private long _old;
    private long _rewards;
    private long _since;
    private long _longest;

    public override void See(Decision decision)
    {
        _firstDecision ??= decision.Time;
        _decisions++;
        _since++;
        if (decision.Time + wait < now)
            _old++;
    }

    public override void See(Reward reward)
    {
        _rewards++;
        _longest = Math.Max(_longest, _since);
        (_since, _lastReward) = (0, reward.Time);
    }

    public override IEnumerable<DoctorFinding> Findings(JoinCounts counts)
    {
        if (_rewards == 0 && _old > 0)
        {
            yield return Found(
                FindingCode.NoRewards,
                _old < Least ? FindingSeverity.Information : FindingSeverity.Error,
                $"No reward has arrived since {Told(_firstDecision!.Value)} for {_old:N0} decisions whose wait of {wait} is over: each has the default reward. Is RewardAsync called, with the id of the answer?");
        }

        long usual = Math.Max(_rewards < 10 ? 10 * Least : Least, 3 * _longest);
        if (_rewards > 0 && _since > Math.Max(usual, 10 * (_decisions - _since) / _rewards))
        {
            yield return Found(
                FindingCode.RewardsStopped,
                FindingSeverity.Error,
                $"No reward has arrived since {Told(_lastReward)}, {(now - _lastReward).TotalHours:0.#} hours ago, while {_since:N0} decisions were made; before, there were at most {_longest:N0} between two rewards. Is the sender of rewards still running?");
        }
    }
}
