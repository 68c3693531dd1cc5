namespace DeepQ.Onnx.Compression;

/// <summary>What a layer reads in each state, after the constant one; the inputs that vary most come last, and are rounded first.</summary>
internal sealed class LayerInputs
{
    private readonly int _inputs;
    private readonly int[] _order;
    private readonly double[] _rows;

    /// <summary>Takes the values.</summary>
    /// <param name="values">The values, row-major.</param>
    /// <param name="inputs">The number of inputs of a state.</param>
    public LayerInputs(ReadOnlySpan<float> values, int inputs)
    {
        _inputs = inputs;
        int states = values.Length / inputs;
        double[] squares = new double[inputs];
        for (int i = 0; i < values.Length; i++)
            squares[i % inputs] += (double)values[i] * values[i];
        _order = [.. Enumerable.Range(0, inputs).OrderBy(input => squares[input])];
        _rows = new double[states * (inputs + 1)];
        for (int state = 0; state < states; state++)
        {
            Span<double> row = _rows.AsSpan(state * (inputs + 1), inputs + 1);
            row[0] = 1;
            for (int i = 0; i < inputs; i++)
                row[i + 1] = values[(state * inputs) + _order[i]];
        }
    }

    /// <summary>The inputs of a state, in this order.</summary>
    public ReadOnlySpan<double> this[int state] => _rows.AsSpan(state * (_inputs + 1), _inputs + 1);

    /// <summary>The weights of an output in the order of the inputs.</summary>
    public double[] Ordered(ReadOnlySpan<double> weights)
    {
        double[] ordered = new double[weights.Length];
        ordered[0] = weights[0];
        for (int i = 0; i < _inputs; i++)
            ordered[i + 1] = weights[_order[i] + 1];
        return ordered;
    }

    /// <summary>Puts what is in the order of the inputs back into that of the layer.</summary>
    public void Restore<T>(ReadOnlySpan<T> ordered, Span<T> values)
    {
        for (int i = 0; i < _inputs; i++)
            values[_order[i]] = ordered[i];
    }
}
