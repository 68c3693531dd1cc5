using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Doctor;

/// <summary>Checks that decisions that wait for activation get it.</summary>
internal sealed class ActivationCheck(TimeSpan wait) : DoctorCheck
{
    private long _activated;

    public override void See(JoinedEpisode episode) =>
        _activated += episode.Rows.Count(row => row.Decision.WaitsForActivation);

    public override IEnumerable<DoctorFinding> Findings(JoinCounts counts)
    {
        if (counts.NotActivated == 0)
            yield break;
        Share dropped = new(counts.NotActivated, counts.NotActivated + _activated);
        FindingSeverity severity = dropped switch
        {
            { All: < Least } or { Value: < 0.5 } => FindingSeverity.Information,
            { Value: < 1 } => FindingSeverity.Warning,
            _ => FindingSeverity.Error,
        };
        yield return Found(
            FindingCode.NotActivated,
            severity,
            $"{dropped} decisions that waited for an activation got none within {wait} and are left out. Call ActivateAsync when a decision is carried out, set JoinOptions.ActivationWait to the time that this takes, or decide without WaitsForActivation.");
    }
}
