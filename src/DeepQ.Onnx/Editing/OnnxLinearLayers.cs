using System.Runtime.InteropServices;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Policies;

namespace DeepQ.Onnx.Editing;

/// <summary>Reads the weights of a network of linear layers with ReLU between them.</summary>
public static class OnnxLinearLayers
{
    /// <summary>Reads the layers in order.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="input">The name of the input, float [batch, n].</param>
    /// <param name="output">The name of the output of the last layer.</param>
    /// <returns>
    /// The layers. Offsets and factors of the input, as of a <see cref="ScalingLayer"/>, become part of the first layer, which is rounded
    /// anew.
    /// </returns>
    /// <exception cref="PolicyFormatException">
    /// The bytes are not an ONNX model, or its network has other parts; the message names the first.
    /// </exception>
    public static IReadOnlyList<LinearLayer> Read(ReadOnlySpan<byte> model, string input, string output)
    {
        GraphProto graph = OnnxModel.Parse(model).Graph;
        int width = WidthOf(graph, input);
        if (width > model.Length / sizeof(float))
            throw Refused($"{width} values in '{input}', more than it has weights");
        double[] offset = new double[width], factor = [.. Enumerable.Repeat(1.0, width)];
        List<LinearLayer> layers = [];
        bool rectified = true;
        HashSet<string> seen = [];
        for (string value = input; value != output;)
        {
            if (!seen.Add(value))
                throw Refused($"a loop through '{value}'");
            NodeProto node = ReaderOf(graph, value);
            switch (node.OpType)
            {
                case "Sub" or "Add" or "Mul" or "Div" when layers.Count == 0:
                    Scale(node.OpType, Constant(graph, node.Input[1], width), offset, factor);
                    break;
                case "Gemm" when rectified && node is { Input.Count: 3, Attribute: [{ Name: "transB", I: 1 }] }:
                    float[] biases = Constant(graph, node.Input[2]), weights = Constant(graph, node.Input[1]);
                    if (biases.Length == 0 || weights.Length != (long)width * biases.Length)
                        throw Refused($"a linear layer of {weights.Length} weights and {biases.Length} biases, which is given {width} values");
                    layers.Add(layers.Count > 0 ? new(weights, biases) : Folded(weights, biases, offset, factor));
                    (width, rectified) = (biases.Length, false);
                    break;
                case "Relu" when !rectified:
                    rectified = true;
                    break;
                default:
                    throw Refused($"a node '{node.OpType}' {(layers.Count == 0 ? "before its first layer" : $"after layer {layers.Count}")}");
            }

            value = node.Output[0];
        }

        return layers.Count > 0 && !rectified ? layers : throw Refused("no linear layer at its end");
    }

    private static int WidthOf(GraphProto graph, string name)
    {
        TypeProto.Types.Tensor? tensor = graph.Input.FirstOrDefault(port => port.Name == name)?.Type?.TensorType;
        return tensor is { ElemType: (int)OnnxElementType.Float32, Shape.Dim: [_, { DimValue: > 0 and <= int.MaxValue and var width }] }
            ? (int)width
            : throw Refused($"an input '{name}' that is not Float32 [batch, values]");
    }

    private static NodeProto ReaderOf(GraphProto graph, string value)
    {
        NodeProto[] readers = [.. graph.Node.Where(node => node.Input.Contains(value))];
        if (readers is not [{ Domain: "" or "ai.onnx", Input.Count: > 0, Output.Count: 1 } reader]
            || reader.Input[0] != value || reader.Input.Count(name => name == value) > 1)
        {
            throw Refused($"{readers.Length} nodes that read '{value}': {string.Join(", ", readers.Take(4).Select(node => node.OpType))}");
        }

        return reader;
    }

    private static void Scale(string operation, float[] by, double[] offset, double[] factor)
    {
        for (int i = 0; i < factor.Length; i++)
        {
            double value = by[by.Length == 1 ? 0 : i];
            (offset[i], factor[i]) = operation switch
            {
                "Sub" => (offset[i] - value, factor[i]),
                "Add" => (offset[i] + value, factor[i]),
                "Mul" => (offset[i] * value, factor[i] * value),
                _ => (offset[i] / value, factor[i] / value),
            };
        }
    }

    // W (f x + o) + b = (W f) x + (b + W o).
    private static LinearLayer Folded(float[] weights, float[] biases, double[] offset, double[] factor)
    {
        float[] folded = new float[weights.Length], shifted = new float[biases.Length];
        for (int row = 0; row < biases.Length; row++)
        {
            double sum = biases[row];
            for (int i = 0; i < factor.Length; i++)
            {
                double weight = weights[(row * factor.Length) + i];
                folded[(row * factor.Length) + i] = (float)(weight * factor[i]);
                sum += weight * offset[i];
            }

            shifted[row] = (float)sum;
        }

        return new(folded, shifted);
    }

    private static float[] Constant(GraphProto graph, string name, int? count = null)
    {
        TensorProto? tensor = graph.Initializer.FirstOrDefault(tensor => tensor.Name == name);
        if (tensor is not { DataType: (int)OnnxElementType.Float32 } || graph.Input.Any(port => port.Name == name))
            throw Refused($"a value '{name}' where 32-bit weights are needed");
        float[] values = tensor.RawData.IsEmpty ? [.. tensor.FloatData] : MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();
        return count is null || values.Length == count || values.Length == 1
            ? values
            : throw Refused($"{values.Length} values in '{name}', which is applied to {count}");
    }

    private static PolicyFormatException Refused(string what) => new(
        $"The model has {what}. Weights can be read from 32-bit linear layers with ReLU between them, with offsets and factors of the input before them.");
}
