using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Doctor;

/// <summary>Whether policies decide where they are to.</summary>
internal sealed class FallbackCheck : DoctorCheck
{
    private DateTimeOffset _last;
    private long _decisions;
    private long _fallbacks;

    public override void See(Decision decision)
    {
        if (decision.Mode is not (DecisionMode.Online or DecisionMode.Canary))
            return;
        _decisions++;
        if (decision.Version is not (Decision.BaselineVersion or Decision.CallerVersion))
            return;
        _fallbacks++;
        _last = decision.Time;
    }

    public override IEnumerable<DoctorFinding> Findings(JoinCounts counts)
    {
        if (_fallbacks == 0)
            yield break;
        Share fallbacks = new(_fallbacks, _decisions);
        FindingSeverity severity = fallbacks.Value switch
        {
            < 0.01 => FindingSeverity.Information,
            < 0.5 => FindingSeverity.Warning,
            _ => FindingSeverity.Error,
        };
        yield return Found(
            FindingCode.Fallbacks,
            severity,
            $"The baseline or the caller made {fallbacks} decisions in which the mode had a policy decide, the last one at {Told(_last)}. Is a version in use, and does it fit StateSize and ActionNames? The log of the application says why, and deepq.decisions.fallbacks how often.");
    }
}
