using DeepQ.Onnx.Format;

namespace DeepQ.Onnx.Compression;

/// <summary>Fits the weights of a layer, one output after the other, to the gaps between the Q-values.</summary>
/// <param name="model">The network.</param>
/// <param name="states">The states to fit it in.</param>
/// <param name="gaps">What it is fitted to.</param>
/// <param name="actions">The number of actions.</param>
internal sealed class LayerPass(ModelProto model, CalibrationStates states, ActionGaps gaps, int actions)
{
    private const double MostCost = 3e10;

    /// <summary>Fits each output to what the others leave.</summary>
    /// <returns>The squared error of the gaps after it; null for a layer that is too wide for it.</returns>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public double? Run(FittedLayer layer, CancellationToken cancellationToken)
    {
        // For each output: the squares of all states, and their root.
        double length = layer.Inputs + 1;
        if (length * length * layer.Outputs * (states.Count + (length / 3)) > MostCost)
            return null;
        LayerInputs inputs = new(states.Values(model, layer.Input, layer.Inputs), layer.Inputs);
        Func<float[], float[]> rest = states.From(model, layer.Output, layer.Outputs, actions);
        float[] outputs = states.Values(model, layer.Output, layer.Outputs), column = new float[states.Count];
        double[] errors = new double[states.Count * gaps.Others], others = new double[errors.Length];
        double error = gaps.Errors(rest(outputs), errors);
        InputSquares squares = new(layer.Inputs + 1);
        for (int output = 0; output < layer.Outputs; output++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double magnitude = 0;
            for (int state = 0; state < column.Length; state++)
                magnitude += Math.Abs(column[state] = outputs[(state * layer.Outputs) + output]);

            // Small beside what the output does in the states, large beside the rounding of 32 bits.
            float step = Math.Max(1e-3f * (float)(magnitude / column.Length), 1e-6f);
            Put(state => column[state] + step);
            gaps.Errors(rest(outputs), others);
            for (int i = 0; i < others.Length; i++)
                others[i] = (errors[i] - others[i]) / step;
            if (Fit(layer, output, inputs, squares, errors, others) is not { } fit)
            {
                Put(state => column[state]);
                continue;
            }

            Put(state => (float)InputSquares.Dot(inputs[state], fit.Row));
            double other = gaps.Errors(rest(outputs), others);
            if (other < error)
            {
                (error, errors, others) = (other, others, errors);
                Take(layer, output, inputs, fit.Row, fit.Values);
            }
            else
            {
                Put(state => column[state]);
            }

            void Put(Func<int, float> value)
            {
                for (int state = 0; state < column.Length; state++)
                    outputs[(state * layer.Outputs) + output] = value(state);
            }
        }

        layer.Save();
        return error;
    }

    // The change of the weights that takes most of the errors away, in whole numbers where the layer has these.
    private (double[] Row, sbyte[] Values)? Fit(
        FittedLayer layer, int output, LayerInputs inputs, InputSquares squares, double[] errors, double[] slopes)
    {
        squares.Clear();
        double[] change = new double[layer.Inputs + 1];
        for (int state = 0; state < states.Count; state++)
        {
            (double weight, double product) = (0, 0);
            for (int i = state * gaps.Others; i < (state + 1) * gaps.Others; i++)
                (weight, product) = (weight + (slopes[i] * slopes[i]), product + (slopes[i] * errors[i]));
            if (weight == 0)
                continue;
            squares.Add(inputs[state], weight);
            InputSquares.AddScaled(change, inputs[state], product);
        }

        if (!squares.Factor())
            return null;
        squares.Solve(change);
        double[] row = inputs.Ordered(layer.Row(output));
        InputSquares.AddScaled(row, change, 1);
        sbyte[] values = new sbyte[layer.Inputs];
        if (layer.IsRounded)
        {
            squares.Round(row, layer.Scales[output], values);
            for (int i = 0; i < values.Length; i++)
                row[i + 1] = values[i] * layer.Scales[output];
        }

        return (row, values);
    }

    private static void Take(FittedLayer layer, int output, LayerInputs inputs, double[] row, sbyte[] values)
    {
        if (layer.IsRounded)
        {
            sbyte[] restored = new sbyte[layer.Inputs];
            inputs.Restore(values, restored);
            layer.Set(output, row[0], restored, layer.Scales[output]);
            return;
        }

        layer.Row(output)[0] = row[0];
        inputs.Restore<double>(row.AsSpan(1), layer.Row(output)[1..]);
    }
}
