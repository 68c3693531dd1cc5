using System.Runtime.InteropServices;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions.Estimation;

/// <summary>What the episodes of a log say of one policy.</summary>
internal sealed class PolicySums(JudgedPolicy policy, double gamma, bool hasModel)
{
    private readonly WeightedDecisions _decisions = new();
    private readonly List<double> _returns = [];
    private readonly List<RowTerms> _terms = [];
    private double[] _room = [];
    private double _supported;
    private double _agreed;
    private double _ratios;
    private double _squares;

    /// <summary>Takes the next decision of an episode.</summary>
    public void Add(JoinedRow row, ReadOnlySpan<float> qValues)
    {
        if (_room.Length < qValues.Length)
            _room = new double[qValues.Length];
        Span<double> probabilities = _room.AsSpan(0, qValues.Length);
        policy.Fill(row.Decision, probabilities);
        double value = 0;
        for (int action = 0; action < probabilities.Length; action++)
        {
            value += probabilities[action] * qValues[action];
            _supported += LoggedRow.CouldBe(row, action) ? probabilities[action] : 0;
        }

        double agreed = probabilities[row.Decision.Action];
        double ratio = agreed / row.Decision.Probability!.Value;
        _terms.Add(new(value, qValues[row.Decision.Action], ratio));
        _agreed += agreed;
        _ratios += ratio;
        _squares += ratio * ratio;
    }

    /// <summary>Ends an episode.</summary>
    public void End(IReadOnlyList<JoinedRow> rows, double weight)
    {
        ReadOnlySpan<RowTerms> terms = CollectionsMarshal.AsSpan(_terms);
        if (gamma > 0)
            _returns.Add(weight * DoublyRobustValue.OfReturn(rows, terms, gamma, hasModel));
        else
            _decisions.Add(terms, [.. rows.Select(row => row.Reward)], weight);
        _terms.Clear();
    }

    /// <summary>What each episode says, times what it counts for; NaN where the policy would have made no decision that was logged.</summary>
    public double[] Sums() => gamma == 0 ? _decisions.Sums() : [.. _returns.Select(sum => _ratios > 0 ? sum : double.NaN)];

    public PolicyEstimate ToEstimate(ValueEstimate value, long decisions) => new(
        policy.Name,
        value,
        decisions == 0 ? 0 : _supported / decisions,
        decisions == 0 ? 0 : _agreed / decisions,
        _squares == 0 ? 0 : _ratios * _ratios / _squares);
}
