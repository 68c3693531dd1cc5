using System.Numerics;
using System.Runtime.InteropServices;
using DeepQ.Onnx.Editing;

namespace DeepQ.Serving.Runtime;

/// <summary>A fully connected layer, computed from the nonzero values of a state.</summary>
internal sealed class SparseLayer
{
    // The number of rows of weights that are transposed together.
    private const int Block = 16;

    private readonly ReadOnlyMemory<float> _bias;
    private readonly float[] _offset;
    private readonly float[] _factor;
    // One row per input.
    private readonly float[] _weights;
    // The positions at which zero does not stay zero, in ascending order, and the values it becomes.
    private readonly int[] _moved;
    private readonly float[] _movedValues;

    /// <summary>Copies a layer with a number of inputs.</summary>
    public SparseLayer(OnnxFirstLayer layer, int inputs)
    {
        (_bias, Outputs) = (layer.Bias, layer.Bias.Length);
        (_offset, _factor) = (PerInput(layer.Offset.Span, inputs, 0), PerInput(layer.Factor.Span, inputs, 1));
        _weights = Transposed(layer.Weight.Span, inputs, Outputs);
        _moved = [.. Enumerable.Range(0, inputs).Where(place => Scaled(place, 0) != 0)];
        _movedValues = [.. _moved.Select(place => Scaled(place, 0))];
    }

    /// <summary>The number of outputs.</summary>
    public int Outputs { get; }

    /// <summary>Computes the outputs of a state.</summary>
    /// <param name="places">The positions of its values, in ascending order.</param>
    /// <param name="values">The values.</param>
    /// <param name="outputs">Receives the outputs.</param>
    public void Run(ReadOnlySpan<int> places, ReadOnlySpan<float> values, Span<float> outputs)
    {
        _bias.Span.CopyTo(outputs);
        int moved = 0;
        for (int i = 0; i < places.Length; i++)
        {
            for (; moved < _moved.Length && _moved[moved] < places[i]; moved++)
                Add(_moved[moved], _movedValues[moved], outputs);
            if (moved < _moved.Length && _moved[moved] == places[i])
                moved++;
            Add(places[i], Scaled(places[i], values[i]), outputs);
        }

        for (; moved < _moved.Length; moved++)
            Add(_moved[moved], _movedValues[moved], outputs);
    }

    private float Scaled(int place, float value) => (value - _offset[place]) * _factor[place];

    private void Add(int place, float value, Span<float> outputs)
    {
        ReadOnlySpan<float> weights = _weights.AsSpan(place * Outputs, Outputs);
        int whole = outputs.Length - (outputs.Length % Vector<float>.Count);
        Vector<float> factor = new(value);
        Span<Vector<float>> sums = MemoryMarshal.Cast<float, Vector<float>>(outputs[..whole]);
        ReadOnlySpan<Vector<float>> rows = MemoryMarshal.Cast<float, Vector<float>>(weights[..whole]);
        for (int i = 0; i < sums.Length; i++)
            sums[i] += factor * rows[i];
        for (int i = whole; i < outputs.Length; i++)
            outputs[i] += value * weights[i];
    }

    private static float[] PerInput(ReadOnlySpan<float> values, int inputs, float otherwise)
    {
        if (values.Length == inputs)
            return values.ToArray();
        float[] all = new float[inputs];
        Array.Fill(all, values.IsEmpty ? otherwise : values[0]);
        return all;
    }

    // One line of inputs at a time, so that both sides access whole lines of memory.
    private static float[] Transposed(ReadOnlySpan<float> weights, int inputs, int outputs)
    {
        float[] transposed = new float[checked(inputs * outputs)];
        for (int first = 0; first < inputs; first += Block)
        {
            int last = Math.Min(first + Block, inputs);
            for (int output = 0; output < outputs; output++)
            {
                for (int input = first; input < last; input++)
                    transposed[(input * outputs) + output] = weights[(output * inputs) + input];
            }
        }

        return transposed;
    }
}
