using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Doctor;

/// <summary>Checks that policies decide when they should.</summary>
/// <remarks>
/// A canary can be compared with the baseline, which then decides the other episodes. So in canary mode it is a
/// fallback only if no policy ever decides.
/// </remarks>
internal sealed class FallbackCheck : DoctorCheck
{
    private ModeDecisions _online;
    private ModeDecisions _canary;

    public override void See(Decision decision)
    {
        if (decision.Mode == DecisionMode.Online)
            _online.Add(decision);
        else if (decision.Mode == DecisionMode.Canary)
            _canary.Add(decision);
    }

    public override IEnumerable<DoctorFinding> Findings(JoinCounts counts)
    {
        bool isCanaryWithout = _canary.Count >= Least && _canary.Fallbacks == _canary.Count;
        Share fallbacks = isCanaryWithout
            ? new(_online.Fallbacks + _canary.Fallbacks, _online.Count + _canary.Count)
            : new(_online.Fallbacks, _online.Count);
        if (fallbacks.Some == 0)
            yield break;
        DateTimeOffset last = isCanaryWithout && _canary.Last > _online.Last ? _canary.Last : _online.Last;

        // This is intended before the first version and after a rollback to the baseline.
        bool isMeant = _online.Fallbacks == _online.Count && _canary.Fallbacks == _canary.Count;
        FindingSeverity severity = fallbacks.Value switch
        {
            _ when isMeant => FindingSeverity.Warning,
            < 0.01 => FindingSeverity.Information,
            < 0.5 => FindingSeverity.Warning,
            _ => FindingSeverity.Error,
        };
        yield return Found(
            FindingCode.Fallbacks,
            severity,
            $"The baseline or the caller made {fallbacks} decisions that a policy should have made in this mode, the last one at {Told(last)}. Before the first version is in use, this is intended. Otherwise: is a version in use, and does it fit StateSize and ActionNames? The log of the application tells why, and deepq.decisions.fallbacks how often.");
    }

    private struct ModeDecisions
    {
        public long Count { get; private set; }

        public long Fallbacks { get; private set; }

        public DateTimeOffset Last { get; private set; }

        public void Add(Decision decision)
        {
            Count++;
            if (decision.Version is not (Decision.BaselineVersion or Decision.CallerVersion))
                return;
            Fallbacks++;
            Last = decision.Time;
        }
    }
}
