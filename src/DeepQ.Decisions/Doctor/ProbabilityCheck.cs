using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Doctor;

/// <summary>Checks that actions have probabilities, and that other actions have a chance.</summary>
internal sealed class ProbabilityCheck : DoctorCheck
{
    private long _decisions;
    private long _missing;
    private long _certain;
    private long _byPolicy;

    public override void See(Decision decision)
    {
        _decisions++;
        _missing += decision.Probability is null ? 1 : 0;
        _certain += decision.Probability == 1 ? 1 : 0;
        _byPolicy += decision.Version is Decision.BaselineVersion or Decision.CallerVersion ? 0 : 1;
    }

    public override IEnumerable<DoctorFinding> Findings(JoinCounts counts)
    {
        if (_missing > 0)
        {
            Share missing = new(_missing, _decisions);
            yield return Found(
                FindingCode.MissingProbabilities,
                missing.Value < 0.01 ? FindingSeverity.Information : FindingSeverity.Warning,
                $"{missing} decisions have no probability, so the value of another policy can only be estimated from estimated probabilities. Set OwnAction.Probability: 1 for a rule, 1/n for one of n at random.");
        }

        if (_certain < Least || _certain + _missing < _decisions)
            yield break;
        yield return _byPolicy > 0
            ? Found(
                FindingCode.NoExploration,
                FindingSeverity.Warning,
                $"All {_certain:N0} decisions were certain (probability 1): nothing can be learned about other actions. Set DecisionSettings.Exploration, such as EpsilonGreedy(0.1).")
            : Found(
                FindingCode.NoExploration,
                FindingSeverity.Information,
                $"All {_certain:N0} decisions were certain (probability 1), as the baseline's are: the log contains no information about other actions yet. Set DecisionSettings.BaselineEpsilon, or let the caller draw some actions and pass their probability.");
    }
}
