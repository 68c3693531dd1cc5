using System.Numerics;
using System.Runtime.InteropServices;
using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks.Layers;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>The weights W / σ(W) of a network in flat memory, with σ(W) = ‖Wᵀ u‖. See <see cref="SpectralNormalization"/>.</summary>
internal sealed class FusedSpectrum
{
    private readonly IReadOnlyList<SpectralBlock> _blocks;
    private readonly float[][] _directions;
    // Wᵀ u / σ(W) and σ(W) as of the latest division.
    private readonly float[][] _inputs;
    private readonly float[] _factors;

    public FusedSpectrum(FusedLayout layout)
    {
        _blocks = layout.SpectralBlocks;
        _directions = [.. _blocks.Select(block => new float[block.Outputs])];
        _inputs = [.. _blocks.Select(block => new float[AlignedBuffer.Padded(block.Memory.Inputs)])];
        _factors = new float[_blocks.Count];
    }

    /// <summary>The directions u, one value per output, in the order of the module.</summary>
    public IReadOnlyList<float[]> Directions => _directions;

    /// <summary>Copies the directions of another network.</summary>
    public void CopyFrom(FusedSpectrum other)
    {
        for (int i = 0; i < _directions.Length; i++)
            other._directions[i].CopyTo(_directions[i], 0);
    }

    /// <summary>Takes one step of the power iteration, u ← W Wᵀ u / ‖W Wᵀ u‖.</summary>
    public void Follow(Span<float> parameters)
    {
        for (int i = 0; i < _blocks.Count; i++)
        {
            float[] inputs = _inputs[i], direction = _directions[i];
            _ = Norm(parameters, i);
            for (int output = 0; output < direction.Length; output++)
                direction[output] = Dot(Row(parameters, i, output), inputs);
            double sum = 0;
            foreach (float value in direction)
                sum += (double)value * value;
            foreach (ref float value in direction.AsSpan())
                value = (float)(value / Math.Sqrt(sum));
        }
    }

    /// <summary>Writes W / σ(W) at the positions of W.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="weights">Receives the quotients.</param>
    public void DivideTo(Span<float> parameters, Span<float> weights)
    {
        for (int i = 0; i < _blocks.Count; i++)
        {
            _factors[i] = (float)Norm(parameters, i);
            Scale(_inputs[i], 1 / _factors[i], _inputs[i]);
            for (int output = 0; output < _blocks[i].Outputs; output++)
                Scale(Row(parameters, i, output), 1 / _factors[i], Row(weights, i, output));
        }
    }

    // With W' = W / σ, σ = ‖Wᵀ u‖, v = Wᵀ u / σ and G = dL/dW',
    //
    //     dL/dW = G / σ − ⟨G, W⟩ / σ² · dσ/dW = (G − ⟨G, W'⟩ u vᵀ) / σ,  dσ/dW = u vᵀ.

    /// <summary>Converts the gradient of the quotients to that of the weights.</summary>
    /// <param name="weights">The quotients.</param>
    /// <param name="gradient">Their gradient, with the same layout.</param>
    public void TurnGradients(Span<float> weights, Span<float> gradient)
    {
        for (int i = 0; i < _blocks.Count; i++)
        {
            double product = 0;
            for (int output = 0; output < _blocks[i].Outputs; output++)
                product += Dot(Row(weights, i, output), Row(gradient, i, output));
            for (int output = 0; output < _blocks[i].Outputs; output++)
            {
                Span<float> row = Row(gradient, i, output);
                AddScaled(row, _inputs[i], -(float)product * _directions[i][output]);
                Scale(row, 1 / _factors[i], row);
            }
        }
    }

    // Returns ‖Wᵀ u‖ and writes Wᵀ u to the inputs.
    private double Norm(Span<float> parameters, int block)
    {
        float[] inputs = _inputs[block], direction = _directions[block];
        Array.Clear(inputs);
        for (int output = 0; output < direction.Length; output++)
            AddScaled(inputs, Row(parameters, block, output), direction[output]);
        double sum = 0;
        foreach (float value in inputs)
            sum += (double)value * value;
        return Math.Sqrt(sum);
    }

    private Span<float> Row(Span<float> values, int block, int output)
    {
        (DenseLayout memory, int first, _) = _blocks[block];
        return values.Slice(memory.WeightStart + ((first + output) * memory.Stride), AlignedBuffer.Padded(memory.Inputs));
    }

    // Rows are padded to whole lines, so vectors leave no remainder.
    private static Span<Vector<float>> Vectors(Span<float> values) => MemoryMarshal.Cast<float, Vector<float>>(values);

    private static float Dot(Span<float> left, Span<float> right)
    {
        Span<Vector<float>> one = Vectors(left), other = Vectors(right);
        Vector<float> sum = Vector<float>.Zero;
        for (int i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return Vector.Sum(sum);
    }

    private static void AddScaled(Span<float> values, Span<float> others, float factor)
    {
        Span<Vector<float>> one = Vectors(values), other = Vectors(others);
        for (int i = 0; i < one.Length; i++)
            one[i] += other[i] * factor;
    }

    private static void Scale(Span<float> values, float factor, Span<float> scaled)
    {
        Span<Vector<float>> from = Vectors(values), to = Vectors(scaled);
        for (int i = 0; i < from.Length; i++)
            to[i] = from[i] * factor;
    }
}
