using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Doctor;

/// <summary>Checks that rewards differ.</summary>
internal sealed class RewardValueCheck : DoctorCheck
{
    private double _least = double.PositiveInfinity;
    private double _greatest = double.NegativeInfinity;
    private long _rows;
    private long _rewarded;

    public override void See(JoinedEpisode episode)
    {
        foreach (JoinedRow row in episode.Rows)
        {
            (_least, _greatest) = (Math.Min(_least, row.Reward), Math.Max(_greatest, row.Reward));
            _rows++;
            _rewarded += row.RewardParts > 0 ? 1 : 0;
        }
    }

    public override IEnumerable<DoctorFinding> Findings(JoinCounts counts)
    {
        // Without any reward, all rows have the default one; RewardArrivalCheck reports that.
        if (_rows < Least || _rewarded == 0 || _least < _greatest)
            yield break;
        yield return Found(
            FindingCode.ConstantRewards,
            FindingSeverity.Warning,
            $"The joined reward is {_least:G4} for all {_rows:N0} decisions, so no action is better than another. Send rewards that differ, or set JoinOptions.DefaultReward to the value of a decision without a reward.");
    }
}
