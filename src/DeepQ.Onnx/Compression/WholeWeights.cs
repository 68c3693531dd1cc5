using System.Runtime.InteropServices;
using DeepQ.Onnx.Format;

namespace DeepQ.Onnx.Compression;

/// <summary>Weights as whole numbers, with a scale for each output.</summary>
/// <param name="Values">The whole numbers, row-major as the weights are: outputs × inputs.</param>
/// <param name="Scales">What one of each output's whole numbers stands for.</param>
internal sealed record WholeWeights(sbyte[] Values, float[] Scales)
{
    /// <summary>Rounds the weights of each output to parts of the greatest among them.</summary>
    /// <param name="weight">The weights in 32 bits, whose first axis is of the outputs.</param>
    /// <param name="greatest">The whole number of the greatest weight.</param>
    public static WholeWeights Of(TensorProto weight, float greatest)
    {
        ReadOnlySpan<float> weights = MemoryMarshal.Cast<byte, float>(weight.RawData.Span);
        int outputs = (int)weight.Dims[0], inputs = weights.Length / outputs;
        WholeWeights whole = new(new sbyte[weights.Length], new float[outputs]);
        for (int output = 0; output < outputs; output++)
        {
            ReadOnlySpan<float> row = weights.Slice(output * inputs, inputs);
            float most = 0;
            foreach (float value in row)
                most = Math.Max(most, Math.Abs(value));
            float scale = whole.Scales[output] = most > 0 ? most / greatest : 1;
            for (int i = 0; i < inputs; i++)
                whole.Values[(output * inputs) + i] = (sbyte)MathF.Round(row[i] / scale);
        }

        return whole;
    }

    /// <summary>The weights that a runtime makes of the whole numbers.</summary>
    public float[] Restored()
    {
        float[] weights = new float[Values.Length];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = Values[i] * Scales[i / (Values.Length / Scales.Length)];
        return weights;
    }

    /// <summary>The whole numbers as inputs × outputs.</summary>
    public sbyte[] Transposed()
    {
        int outputs = Scales.Length, inputs = Values.Length / outputs;
        sbyte[] transposed = new sbyte[Values.Length];
        for (int output = 0; output < outputs; output++)
        {
            for (int i = 0; i < inputs; i++)
                transposed[(i * outputs) + output] = Values[(output * inputs) + i];
        }

        return transposed;
    }
}
