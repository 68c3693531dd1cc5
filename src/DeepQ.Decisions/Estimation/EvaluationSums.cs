using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Scoring;
using DeepQ.Serving;
using DeepQ.Serving.Inputs;

namespace DeepQ.Decisions.Estimation;

/// <summary>Accumulates the episodes of a log, one at a time.</summary>
internal sealed class EvaluationSums
{
    private const string WindowHint = $"{nameof(PromotionGateOptions)}.{nameof(PromotionGateOptions.Window)} leaves out older decisions";

    private readonly int _actionCount;
    private readonly double _gamma;
    private readonly IPolicy? _model;
    private float[] _qValues = [];

    public EvaluationSums(IReadOnlyList<JudgedPolicy> policies, int actionCount, double gamma, IPolicy? model)
    {
        (_actionCount, _gamma, _model) = (actionCount, gamma, model);
        Policies = [.. policies.Select(policy => new PolicySums(policy, gamma))];
    }

    public PolicySums[] Policies { get; }

    /// <summary>The value of each episode as it was logged.</summary>
    public List<double> Logged { get; } = [];

    /// <summary>
    /// The weight of each episode: the number of its decisions if γ is 0, otherwise 1; more if only a share is logged.
    /// </summary>
    public List<double> Sizes { get; } = [];

    public long Decisions { get; private set; }

    public long WithoutProbability { get; private set; }

    public long WithoutChance { get; private set; }

    public long WithoutValue { get; private set; }

    public void Add(JoinedEpisode episode)
    {
        List<JoinedRow> rows = [];
        foreach (JoinedRow row in episode.Rows)
        {
            int count = CountOf(row.Decision);
            if (!LoggedRow.HasProbability(row))
                WithoutProbability++;
            else if (!LoggedRow.HadChance(row, count))
                WithoutChance++;
            else
                rows.Add(row);
        }

        if (rows.Count == 0 || (_gamma > 0 && rows.Count < episode.Rows.Count))
            return;

        // An episode that was logged with probability 1/n represents n episodes.
        double weight = 1 / rows[0].Decision.LoggedProbability;
        if (!TryScore(rows))
        {
            WithoutValue += rows.Count;
            return;
        }

        Decisions += rows.Count;
        Sizes.Add(weight * (_gamma > 0 ? 1 : rows.Count));
        Logged.Add(weight * LoggedValue.Of(rows, _gamma));
        foreach (PolicySums policy in Policies)
            policy.End(rows, weight);
    }

    // One state that overflows a network must not prevent the evaluation of the whole log.
    private bool TryScore(List<JoinedRow> rows)
    {
        try
        {
            foreach (JoinedRow row in rows)
            {
                ReadOnlySpan<float> qValues = Score(row.Decision);
                foreach (PolicySums policy in Policies)
                    policy.Add(row, qValues);
            }

            return true;
        }
        catch (UnscorableStateException)
        {
            foreach (PolicySums policy in Policies)
                policy.Drop();
            return false;
        }
    }

    // Without a model, each value is 0.
    private ReadOnlySpan<float> Score(Decision decision)
    {
        int count = CountOf(decision);
        if (_qValues.Length < count)
            _qValues = new float[count];
        Span<float> qValues = _qValues.AsSpan(0, count);
        if (_model is not null && _model.ObservationSize != decision.State.Length + (decision.Candidates.Length / Math.Max(1, decision.CandidateCount)))
        {
            throw new InvalidDataException(
                $"The decision {decision.Id} has a state of {decision.State.Length} values"
                + $"{(decision.CandidateCount == 0 ? "" : $" and candidates of {decision.Candidates.Length / decision.CandidateCount} features")}, but "
                + $"the policy observes {_model.ObservationSize}. If states changed, evaluate on the log since then: {WindowHint}.");
        }

        if (_model is not null)
            DecisionScoring.Score(_model, decision.State.Span, decision.Candidates.Span, qValues);
        return qValues;
    }

    private int CountOf(Decision decision)
    {
        int found = decision.CandidateCount > 0 ? decision.CandidateCount
            : !decision.Allowed.IsEmpty ? decision.Allowed.Length
            : !decision.Distribution.IsEmpty ? decision.Distribution.Length
            : Math.Max(_actionCount, decision.Action + 1);
        if (_actionCount == 0 && decision.CandidateCount == 0)
            throw new InvalidDataException($"The decision {decision.Id} has no candidates.");
        if (_actionCount > 0 && (decision.CandidateCount > 0 || found != _actionCount))
        {
            throw new InvalidDataException(
                $"The decision {decision.Id} has {found} {(decision.CandidateCount > 0 ? "candidates" : "actions")}, but there are "
                + $"{_actionCount} actions. If actions changed, evaluate on the log since then: {WindowHint}.");
        }

        return found;
    }
}
