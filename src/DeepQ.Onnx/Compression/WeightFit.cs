using System.Runtime.InteropServices;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Policies;
using Google.Protobuf;

namespace DeepQ.Onnx.Compression;

/// <summary>
/// Chooses 8-bit weights by what they do in states: the error of one weight is made up for by the others of its output, and then that of
/// one output by the others, until the network prefers its actions by as much as before.
/// </summary>
/// <remarks>
/// The first pass follows GPTQ (Frantar et al. 2023): weights are rounded one after the other, by the squares of their inputs. Later passes
/// fit one output at a time to the gaps between Q-values, and keep what makes these better.
/// </remarks>
internal sealed class WeightFit
{
    // Layers of few weights stay in 32 bits, as long as they have together that part of the weights.
    private const double SmallShare = 0.05;
    private const int MostStates = 8_000;
    private const int MostInputs = 4_096;
    private const int MostPasses = 12;
    private const double Progress = 0.99;

    private readonly ModelProto _model;
    private readonly CalibrationStates _states;
    private readonly ActionGaps _gaps;
    private readonly HashSet<string> _large;
    private readonly LayerPass _pass;
    private readonly List<FittedLayer> _layers = [];

    /// <summary>Prepares the fit.</summary>
    /// <param name="model">The network, whose weights become those that were fitted.</param>
    /// <param name="states">The states to fit it in.</param>
    /// <param name="actions">The number of actions.</param>
    public WeightFit(ModelProto model, CalibrationStates states, int actions)
    {
        (_model, _states) = (model, states.Some(MostStates));
        _large = LargeWeights(model.Graph);
        foreach (NodeProto node in model.Graph.Node)
        {
            if (node is { OpType: "Gemm", Input: [_, var weights, var biases], Attribute: [{ Name: "transB", I: 1 }] }
                && OwnedByOne(weights) is { Dims: [_, <= MostInputs] } weight && OwnedByOne(biases) is { } bias
                && bias.Dims.Count == 1 && bias.Dims[0] == weight.Dims[0]
                && CalibrationStates.HaveRows(model, node.Output[0], (int)weight.Dims[0]))
            {
                _layers.Add(new(node, weight, bias, _large.Contains(weights)));
            }
        }

        // What is rounded after the last layer is a Q-value itself.
        double least = _layers.Find(layer => layer.IsRounded && layer.Output == PolicyGraph.QValuesName) is { } last
            ? Enumerable.Range(0, last.Outputs).Max(output => GreatestOf(last.Row(output))) / sbyte.MaxValue
            : 0;
        float[] qValues = _states.Values(model, PolicyGraph.QValuesName, actions);
        if (Array.FindIndex(qValues, value => !float.IsFinite(value)) is >= 0 and var at)
            throw new ArgumentException($"A state has the Q-value {qValues[at]}: leave out states that overflow the network.", nameof(states));
        _gaps = new(qValues, actions, least);
        _pass = new(model, _states, _gaps, actions);
    }

    // The weights that are to become whole numbers.
    private static HashSet<string> LargeWeights(GraphProto graph)
    {
        TensorProto[] weights = [.. ByteWeights.WeightsIn(graph).OrderBy(weight => weight.RawData.Length)];
        double small = SmallShare * weights.Sum(weight => (double)weight.RawData.Length);
        HashSet<string> large = [];
        foreach (TensorProto weight in weights)
        {
            small -= weight.RawData.Length;
            if (small < 0 && ByteWeights.IsSmaller(weight))
                large.Add(weight.Name);
        }

        return large;
    }

    /// <summary>Fits the weights.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The whole numbers of each weight that was rounded, by its name.</returns>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public Dictionary<string, WholeWeights> Run(CancellationToken cancellationToken)
    {
        ModelProto original = _model.Clone();
        Dictionary<string, WholeWeights> whole = RoundOthers();
        foreach (FittedLayer layer in _layers.Where(layer => layer.IsRounded))
            FirstPass(layer, original, cancellationToken);
        if (_layers.Exists(layer => layer.IsRounded))
        {
            FittedLayer[] fitted = [.. _layers.SkipWhile(layer => !layer.IsRounded)];
            double before = double.MaxValue;
            for (int pass = 0; pass < MostPasses; pass++)
            {
                double error = 0;
                foreach (FittedLayer layer in fitted)
                    error = _pass.Run(layer, cancellationToken) ?? error;
                if (!(error < Progress * before))
                    break;
                before = error;
            }
        }

        foreach (FittedLayer layer in _layers.Where(layer => layer.IsRounded))
            whole[layer.Name] = new(layer.Values, layer.Scales);
        return whole;
    }

    // Convolutions are rounded to the nearest; the layers after them are fitted to what they give then.
    private Dictionary<string, WholeWeights> RoundOthers()
    {
        Dictionary<string, WholeWeights> whole = [];
        foreach (TensorProto weight in ByteWeights.WeightsIn(_model.Graph))
        {
            if (!_large.Contains(weight.Name) || _layers.Exists(layer => layer.Name == weight.Name))
                continue;
            WholeWeights rounded = whole[weight.Name] = ByteWeights.Nearest(weight);
            weight.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(rounded.Restored().AsSpan()));
        }

        return whole;
    }

    // Each output is to be what it was, by the inputs that the layers before it give now.
    private void FirstPass(FittedLayer layer, ModelProto original, CancellationToken cancellationToken)
    {
        float[] wanted = _states.Values(original, layer.Output, layer.Outputs);
        LayerInputs inputs = new(_states.Values(_model, layer.Input, layer.Inputs), layer.Inputs);
        InputSquares squares = new(layer.Inputs + 1);
        for (int state = 0; state < _states.Count; state++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            squares.Add(inputs[state], _gaps.Weight(state));
        }

        if (!squares.Factor())
            return;
        double[] change = new double[layer.Inputs + 1];
        for (int output = 0; output < layer.Outputs; output++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double[] weights = inputs.Ordered(layer.Row(output));
            Array.Clear(change);
            for (int state = 0; state < _states.Count; state++)
            {
                double error = wanted[(state * layer.Outputs) + output] - InputSquares.Dot(inputs[state], weights);
                InputSquares.AddScaled(change, inputs[state], _gaps.Weight(state) * error);
            }

            squares.Solve(change);
            for (int i = 0; i < weights.Length; i++)
                weights[i] += change[i];
            RoundBest(layer, output, inputs, squares, weights);
        }

        layer.Save();
    }

    // A scale somewhat below that of the greatest weight cuts it off and keeps the others more exactly; one above leaves room for it.
    private static void RoundBest(FittedLayer layer, int output, LayerInputs inputs, InputSquares squares, double[] weights)
    {
        double least = double.MaxValue, greatest = GreatestOf(weights);
        sbyte[] values = new sbyte[layer.Inputs], restored = new sbyte[layer.Inputs];
        for (double part = 1.06; part > 0.7; part -= 0.06)
        {
            float scale = greatest > 0 ? (float)(part * greatest / sbyte.MaxValue) : 1;
            double[] row = [.. weights];
            double error = squares.Round(row, scale, values);
            // Also where it is not a number.
            if (!(error < least))
                continue;
            least = error;
            inputs.Restore(values, restored);
            layer.Set(output, row[0], restored, scale);
        }
    }

    private static double GreatestOf(ReadOnlySpan<double> row)
    {
        double greatest = 0;
        foreach (double weight in row[1..])
            greatest = Math.Max(greatest, Math.Abs(weight));
        return greatest;
    }

    // Weights that another node reads as well cannot be changed for one.
    private TensorProto? OwnedByOne(string name) =>
        _model.Graph.Node.Sum(other => other.Input.Count(input => input == name)) == 1
        && _model.Graph.Initializer.FirstOrDefault(tensor => tensor.Name == name) is { DataType: (int)OnnxElementType.Float32, RawData.Length: > 0 } tensor
            ? tensor
            : null;
}
