using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions.Estimation;

/// <summary>What the episodes of a log say of one policy.</summary>
internal sealed class PolicySums(JudgedPolicy policy, int actionCount, double gamma)
{
    private readonly double[] _probabilities = new double[actionCount];
    private RowTerms[] _terms = [];
    private double _supported;
    private double _agreed;
    private double _ratios;
    private double _squares;

    /// <summary>What each episode says, times what it counts for.</summary>
    public List<double> Sums { get; } = [];

    public void Begin(IReadOnlyList<JoinedRow> rows)
    {
        if (_terms.Length < rows.Count)
            _terms = new RowTerms[2 * rows.Count];
    }

    public void Add(JoinedRow row, int place, ReadOnlySpan<float> qValues)
    {
        policy.Fill(row.Decision, _probabilities);
        double value = 0;
        for (int action = 0; action < _probabilities.Length; action++)
        {
            value += _probabilities[action] * qValues[action];
            _supported += LoggedRow.CouldBe(row, action) ? _probabilities[action] : 0;
        }

        double agreed = _probabilities[row.Decision.Action];
        double ratio = agreed / row.Decision.Probability!.Value;
        _terms[place] = new(value, qValues[row.Decision.Action], ratio);
        _agreed += agreed;
        _ratios += ratio;
        _squares += ratio * ratio;
    }

    public void End(IReadOnlyList<JoinedRow> rows, double weight) => Sums.Add(
        weight * (gamma > 0 ? DoublyRobustValue.OfReturn(rows, _terms, gamma) : DoublyRobustValue.OfDecisions(rows, _terms)));

    public PolicyEstimate ToEstimate(ValueEstimate value, long decisions) => new(
        policy.Name,
        value,
        decisions == 0 ? 0 : _supported / decisions,
        decisions == 0 ? 0 : _agreed / decisions,
        _squares == 0 ? 0 : _ratios * _ratios / _squares);
}
