using System.Globalization;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Doctor;

/// <summary>Checks that a log contains enough information about each action.</summary>
/// <remarks>
/// The effective sample size is Kish's, (Σw)² / Σw², with the weights 1 / probability: the number of equally weighted
/// decisions with the same information.
/// </remarks>
internal sealed class SupportCheck : DoctorCheck
{
    private const int LeastTaken = 30;
    private const int MostTold = 5;

    private readonly List<ActionWeights> _actions = [];
    private readonly ActionWeights _all = new();
    private long _uncertain;

    public override void See(Decision decision)
    {
        if (decision.CandidateCount == 0)
            SeeAction(decision);
        if (decision.Probability is not { } probability)
            return;
        _uncertain += probability < 1 ? 1 : 0;
        ReadOnlySpan<bool> allowed = decision.Allowed.Span;
        int all = decision.CandidateCount > 0 ? decision.CandidateCount : _actions.Count;
        _all.Allowed++;
        _all.Add(1 / (probability * (allowed.IsEmpty ? all : allowed.Count(true))));
    }

    public override IEnumerable<DoctorFinding> Findings(JoinCounts counts)
    {
        // If all decisions are certain, ProbabilityCheck reports that.
        if (_uncertain == 0)
            yield break;
        int[] rare = [.. Enumerable.Range(0, _actions.Count)
            .Where(i => _actions[i].Allowed >= 10 * Least && _actions[i].SampleSize < LeastTaken)];
        if (rare.Length > 0)
        {
            string told = string.Join("; ", rare.Take(MostTold).Select(Describe)) + (rare.Length > MostTold ? "; …" : "");
            yield return Found(
                FindingCode.RareActions,
                FindingSeverity.Warning,
                $"The log contains almost no information about {rare.Length} of {_actions.Count} actions: {told}. Explore more, or do not allow actions that should never be taken.");
        }

        if (_all.Allowed >= 10 * Least && _all.SampleSize < Least)
        {
            yield return Found(
                FindingCode.SmallSampleSize,
                FindingSeverity.Warning,
                $"For a policy that acts at random, {_all.Allowed:N0} decisions are worth {_all.SampleSize:N0} of its own (effective sample size). Estimates of policies that differ much from the logged actions are as uncertain: explore more.");
        }
    }

    // The candidates of one decision are unrelated to those of another.
    private void SeeAction(Decision decision)
    {
        ReadOnlySpan<bool> allowed = decision.Allowed.Span;
        int count = Math.Max(decision.Action + 1, Math.Max(allowed.Length, decision.Distribution.Length));
        while (_actions.Count < count)
            _actions.Add(new());
        for (int action = 0; action < _actions.Count; action++)
            _actions[action].Allowed += allowed.IsEmpty || (action < allowed.Length && allowed[action]) ? 1 : 0;
        ActionWeights taken = _actions[decision.Action];
        taken.Name = decision.Name;
        if (decision.Probability is { } probability)
            taken.Add(1 / probability);
    }

    private string Describe(int action)
    {
        ActionWeights weights = _actions[action];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{weights.Name ?? $"action {action}"} was allowed {weights.Allowed:N0} times and taken {weights.Taken:N0} times, effectively {weights.SampleSize:N0}");
    }

    private sealed class ActionWeights
    {
        private double _sum;
        private double _squares;

        public string? Name { get; set; }

        public long Allowed { get; set; }

        public long Taken { get; private set; }

        public double SampleSize => _squares > 0 ? _sum * _sum / _squares : 0;

        public void Add(double weight)
        {
            Taken++;
            _sum += weight;
            _squares += weight * weight;
        }
    }
}
