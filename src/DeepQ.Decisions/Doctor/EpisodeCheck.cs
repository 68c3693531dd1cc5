using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Doctor;

/// <summary>Checks that episodes end.</summary>
internal sealed class EpisodeCheck(TimeSpan timeout) : DoctorCheck
{
    private const double UsualShare = 0.1;

    private long _episodes;

    public override void See(JoinedEpisode episode) => _episodes += episode.Id is null ? 0 : 1;

    public override IEnumerable<DoctorFinding> Findings(JoinCounts counts)
    {
        if (counts.TimedOut == 0)
            yield break;
        Share open = new(counts.TimedOut, Math.Max(_episodes, counts.TimedOut));
        yield return Found(
            FindingCode.EpisodesTimedOut,
            open is { All: >= Least, Value: >= UsualShare } ? FindingSeverity.Warning : FindingSeverity.Information,
            $"{open} episodes were cut off {timeout} after their last decision, without an end, so their last decisions are not terminal; {counts.UnmatchedEnds:N0} ends named no open episode. Call EndEpisodeAsync with the id that was passed to DecideAsync.");
    }
}
