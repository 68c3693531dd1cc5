namespace DeepQ.Onnx.Compression;

/// <summary>
/// By how much the best action of a state is ahead of each other one, and how far a compressed network is off that. Where two actions lie
/// close, an error weighs more: there it changes the choice.
/// </summary>
internal sealed class ActionGaps
{
    // Of the median gap to the second best; below it gaps weigh the same.
    private const double Near = 0.1;

    private readonly int _actions;
    private readonly int[] _best;
    private readonly double[] _targets;
    private readonly double[] _roots;

    /// <summary>Takes the gaps of the network before it is compressed.</summary>
    /// <param name="qValues">Its Q-values, row-major.</param>
    /// <param name="actions">The number of actions; at least two.</param>
    /// <param name="least">What a gap is to be at least: where the Q-values themselves are rounded, as much as one is off.</param>
    public ActionGaps(ReadOnlySpan<float> qValues, int actions, double least)
    {
        _actions = actions;
        _best = new int[qValues.Length / actions];
        _targets = new double[_best.Length * (actions - 1)];
        _roots = new double[_targets.Length];
        double[] seconds = new double[_best.Length];
        for (int state = 0; state < _best.Length; state++)
        {
            ReadOnlySpan<float> row = qValues.Slice(state * actions, actions);
            for (int action = 1; action < actions; action++)
                _best[state] = row[action] > row[_best[state]] ? action : _best[state];
            Gaps(row, state, Of(_targets, state));
            seconds[state] = double.MaxValue;
            foreach (double gap in Of(_targets, state))
                seconds[state] = Math.Min(seconds[state], gap);
        }

        double near = Near * Median(seconds);
        double tiny = 1e-6 * qValues.ToArray().Max(Math.Abs);
        for (int i = 0; i < _targets.Length; i++)
        {
            _roots[i] = Math.Sqrt(1 / (_targets[i] + near + tiny + float.Epsilon));
            _targets[i] = Math.Max(_targets[i], least);
        }
    }

    /// <summary>The number of states.</summary>
    public int States => _best.Length;

    /// <summary>The errors of each state are that many.</summary>
    public int Others => _actions - 1;

    /// <summary>How much a state weighs: as much as its nearest gap.</summary>
    public double Weight(int state)
    {
        double greatest = 0;
        foreach (double root in Of(_roots, state))
            greatest = Math.Max(greatest, root * root);
        return greatest;
    }

    /// <summary>Writes how far the gaps of other Q-values are off, weighted, and gives the sum of the squares.</summary>
    public double Errors(ReadOnlySpan<float> qValues, Span<double> errors)
    {
        double sum = 0;
        for (int state = 0; state < States; state++)
        {
            Span<double> gaps = Of(errors, state);
            Gaps(qValues.Slice(state * _actions, _actions), state, gaps);
            for (int i = 0; i < gaps.Length; i++)
            {
                gaps[i] = (_targets[(state * Others) + i] - gaps[i]) * _roots[(state * Others) + i];
                sum += gaps[i] * gaps[i];
            }
        }

        return sum;
    }

    private Span<double> Of(Span<double> values, int state) => values.Slice(state * Others, Others);

    private void Gaps(ReadOnlySpan<float> row, int state, Span<double> gaps)
    {
        int next = 0;
        for (int action = 0; action < _actions; action++)
        {
            if (action != _best[state])
                gaps[next++] = (double)row[_best[state]] - row[action];
        }
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
