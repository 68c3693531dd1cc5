using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;
using DeepQ.Serving;

namespace DeepQ.Decisions.Estimation;

/// <summary>Takes the episodes of a log, one after the other.</summary>
internal sealed class EvaluationSums
{
    private readonly int _actionCount;
    private readonly double _gamma;
    private readonly IPolicy? _model;
    private readonly float[] _qValues;

    public EvaluationSums(IReadOnlyList<JudgedPolicy> policies, int actionCount, double gamma, IPolicy? model)
    {
        (_actionCount, _gamma, _model) = (actionCount, gamma, model);
        _qValues = new float[actionCount];
        Policies = [.. policies.Select(policy => new PolicySums(policy, actionCount, gamma))];
    }

    public PolicySums[] Policies { get; }

    /// <summary>What each episode is worth as it was logged.</summary>
    public List<double> Logged { get; } = [];

    /// <summary>What each episode counts for: the number of its decisions where γ is 0, otherwise 1; more where few were logged.</summary>
    public List<double> Sizes { get; } = [];

    public long Decisions { get; private set; }

    public long WithoutProbability { get; private set; }

    public long WithoutChance { get; private set; }

    public void Add(JoinedEpisode episode)
    {
        List<JoinedRow> rows = [];
        foreach (JoinedRow row in episode.Rows)
        {
            RequireFit(row.Decision);
            if (!LoggedRow.HasProbability(row))
                WithoutProbability++;
            else if (!LoggedRow.HadChance(row, _actionCount))
                WithoutChance++;
            else
                rows.Add(row);
        }

        if (rows.Count == 0 || (_gamma > 0 && rows.Count < episode.Rows.Count))
            return;

        // An episode that was logged once in n stands for n.
        double weight = 1 / rows[0].Decision.LoggedProbability;
        Decisions += rows.Count;
        Sizes.Add(weight * (_gamma > 0 ? 1 : rows.Count));
        Logged.Add(weight * LoggedValue.Of(rows, _gamma));
        foreach (JoinedRow row in rows)
        {
            _model?.QValues(row.Decision.State.Span, _qValues);
            foreach (PolicySums policy in Policies)
                policy.Add(row, _qValues);
        }

        foreach (PolicySums policy in Policies)
            policy.End(rows, weight);
    }

    private void RequireFit(Decision decision)
    {
        int found = !decision.Allowed.IsEmpty ? decision.Allowed.Length
            : !decision.Distribution.IsEmpty ? decision.Distribution.Length
            : Math.Max(_actionCount, decision.Action + 1);
        if (found != _actionCount)
            throw new InvalidDataException($"The decision {decision.Id} has {found} actions, and there are {_actionCount}.");
    }
}
