using System.Runtime.InteropServices;
using DeepQ.Onnx.Format;
using Google.Protobuf;

namespace DeepQ.Onnx.Compression;

/// <summary>A fully connected layer whose weights are being fitted.</summary>
internal sealed class FittedLayer
{
    private readonly TensorProto _weight;
    private readonly TensorProto _bias;
    private readonly double[] _rows;

    public FittedLayer(NodeProto node, TensorProto weight, TensorProto bias, bool isRounded)
    {
        (Input, Output) = (node.Input[0], node.Output[0]);
        (_weight, _bias, IsRounded) = (weight, bias, isRounded);
        (Outputs, Inputs) = ((int)weight.Dims[0], (int)weight.Dims[1]);
        ReadOnlySpan<float> weights = MemoryMarshal.Cast<byte, float>(weight.RawData.Span), biases = MemoryMarshal.Cast<byte, float>(bias.RawData.Span);
        _rows = new double[Outputs * (Inputs + 1)];
        // Until they are fitted.
        (Values, Scales) = ByteWeights.Nearest(weight);
        for (int output = 0; output < Outputs; output++)
        {
            Row(output)[0] = biases[output];
            for (int input = 0; input < Inputs; input++)
                Row(output)[input + 1] = weights[(output * Inputs) + input];
        }
    }

    /// <summary>The value that the layer reads.</summary>
    public string Input { get; }

    /// <summary>The value that the layer defines.</summary>
    public string Output { get; }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>Whether the weights become whole numbers, or stay in 32 bits.</summary>
    public bool IsRounded { get; }

    /// <summary>The name of the weights.</summary>
    public string Name => _weight.Name;

    /// <summary>The whole numbers, outputs × inputs.</summary>
    public sbyte[] Values { get; }

    /// <summary>What one of each output's whole numbers stands for.</summary>
    public float[] Scales { get; }

    /// <summary>The bias of an output and then its weights.</summary>
    public Span<double> Row(int output) => _rows.AsSpan(output * (Inputs + 1), Inputs + 1);

    /// <summary>Takes whole numbers for the weights of an output.</summary>
    public void Set(int output, double bias, ReadOnlySpan<sbyte> values, float scale)
    {
        Span<double> row = Row(output);
        row[0] = bias;
        values.CopyTo(Values.AsSpan(output * Inputs));
        Scales[output] = scale;
        for (int i = 0; i < values.Length; i++)
            row[i + 1] = values[i] * scale;
    }

    /// <summary>Writes the weights into the network that is computed.</summary>
    public void Save()
    {
        float[] weights = new float[Outputs * Inputs], biases = new float[Outputs];
        for (int output = 0; output < Outputs; output++)
        {
            ReadOnlySpan<double> row = Row(output);
            biases[output] = (float)row[0];
            for (int input = 0; input < Inputs; input++)
                weights[(output * Inputs) + input] = (float)row[input + 1];
        }

        _weight.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(weights.AsSpan()));
        _bias.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(biases.AsSpan()));
    }
}
