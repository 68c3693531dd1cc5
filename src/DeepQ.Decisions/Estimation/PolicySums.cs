using System.Runtime.InteropServices;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions.Estimation;

/// <summary>The contributions of the episodes of a log to the estimate of one policy.</summary>
internal sealed class PolicySums(JudgedPolicy policy, double gamma)
{
    private readonly WeightedDecisions _decisions = new();
    private readonly List<double> _returns = [];
    private readonly List<double> _weights = [];
    private readonly List<RowTerms> _terms = [];
    private readonly List<(double Probability, double Chance)> _actions = [];
    private readonly Support _support = new();
    private double[] _room = [];
    private double _agreed;
    private double _ratios;
    private double _squares;

    /// <summary>
    /// For each episode, the sum of its ratios if γ is 0, otherwise their product up to the steps whose rewards γ lets
    /// count, times the weight of the episode. Divided by the sizes of the episodes, their expected mean is 1.
    /// </summary>
    public IReadOnlyList<double> Weights => _weights;

    /// <summary>Adds the next decision of an episode.</summary>
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
            if (probabilities[action] > 0)
                _actions.Add((probabilities[action], LoggedRow.ChanceOf(row, action)));
        }

        double agreed = probabilities[row.Decision.Action];
        _terms.Add(new(value, qValues[row.Decision.Action], agreed, agreed / row.Decision.Probability!.Value));
    }

    /// <summary>Discards the decisions of the current episode.</summary>
    public void Drop()
    {
        _terms.Clear();
        _actions.Clear();
    }

    /// <summary>Completes an episode.</summary>
    public void End(IReadOnlyList<JoinedRow> rows, double weight)
    {
        ReadOnlySpan<RowTerms> terms = CollectionsMarshal.AsSpan(_terms);
        double product = 1, sum = 0;
        int bears = gamma is > 0 and < 1 ? (int)Math.Ceiling(Math.Log(0.05) / Math.Log(gamma)) : int.MaxValue;
        for (int i = 0; i < terms.Length; i++)
        {
            double ratio = terms[i].Ratio;
            _agreed += terms[i].Agreed;
            sum += ratio;
            product *= i < bears ? ratio : 1;
            if (gamma == 0)
                Count(ratio);
        }

        if (gamma > 0)
        {
            Count(product);
            _weights.Add(weight * product);
            _returns.Add(weight * DoublyRobustValue.OfReturn(rows, terms, gamma));
        }
        else
        {
            _weights.Add(weight * sum);
            _decisions.Add(terms, [.. rows.Select(row => row.Reward)], weight);
        }

        foreach ((double probability, double chance) in _actions)
            _support.Add(probability, chance);
        Drop();
    }

    /// <summary>
    /// The contribution of each episode, times its weight; NaN if the policy would have made none of the logged
    /// decisions.
    /// </summary>
    public double[] Sums() => gamma == 0 ? _decisions.Sums() : [.. _returns.Select(sum => _ratios > 0 ? sum : double.NaN)];

    public PolicyEstimate ToEstimate(ValueEstimate value, ValueEstimate weight, long decisions) => new(
        policy.Name,
        value,
        _support.Of(decisions),
        decisions == 0 ? 0 : _agreed / decisions,
        _squares == 0 ? 0 : _ratios * _ratios / _squares,
        weight);

    private void Count(double ratio)
    {
        _ratios += ratio;
        _squares += ratio * ratio;
    }
}
