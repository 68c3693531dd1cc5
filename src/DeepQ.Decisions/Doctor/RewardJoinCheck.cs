using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Doctor;

/// <summary>Checks that rewards find their decisions in time.</summary>
internal sealed class RewardJoinCheck(TimeSpan wait) : DoctorCheck
{
    private long _rewards;

    public override void See(Reward reward) => _rewards++;

    public override IEnumerable<DoctorFinding> Findings(JoinCounts counts)
    {
        if (counts.LateRewards > 0)
        {
            Share late = new(counts.LateRewards, Math.Max(_rewards, counts.LateRewards));
            yield return Found(
                FindingCode.LateRewards,
                SeverityOf(late),
                $"{late} rewards arrived more than {wait} after their decision and are not learned from. Set JoinOptions.RewardWait to the time that rewards take.");
        }

        if (counts.UnknownRewards > 0)
        {
            Share unknown = new(counts.UnknownRewards, Math.Max(_rewards, counts.UnknownRewards));
            yield return Found(
                FindingCode.UnknownRewards,
                SeverityOf(unknown),
                $"{unknown} rewards name a decision that is not in the log. Is it the id of the answer, and did each event reach the log: see deepq.decisions.dropped and .lost?");
        }
    }

    private static FindingSeverity SeverityOf(Share share) => share switch
    {
        { Value: < 0.01 } or { All: < Least, Value: < 0.5 } => FindingSeverity.Information,
        { Value: < 0.5 } or { All: < Least } => FindingSeverity.Warning,
        _ => FindingSeverity.Error,
    };
}
