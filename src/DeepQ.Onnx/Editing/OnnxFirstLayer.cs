using System.Runtime.InteropServices;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace DeepQ.Onnx.Editing;

/// <summary>
/// The first layer of a policy, y = ((x − offset) · factor) W + b, and the model without it. For states that are mostly
/// zero, only the rows of W with nonzero values are needed.
/// </summary>
/// <param name="Offset">The offset to subtract from each of the n values of a state: none, one for all, or n.</param>
/// <param name="Factor">The factor of each difference, likewise.</param>
/// <param name="Weight">W transposed, [m, n], row-major.</param>
/// <param name="Bias">b, m values.</param>
/// <param name="Rest">The bytes of the model whose input is y, float [batch, m].</param>
public sealed record OnnxFirstLayer(
    ReadOnlyMemory<float> Offset,
    ReadOnlyMemory<float> Factor,
    ReadOnlyMemory<float> Weight,
    ReadOnlyMemory<float> Bias,
    ReadOnlyMemory<byte> Rest)
{
    /// <summary>
    /// Separates the first layer from a model that begins with a <see cref="Policies.LinearLayer"/>, or with one after
    /// a <see cref="Policies.ScalingLayer"/>.
    /// </summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="state">The name of its input, float [batch, n].</param>
    /// <returns>The layer and the rest; null if the model begins differently, or ends there.</returns>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model.</exception>
    public static OnnxFirstLayer? TakeOff(ReadOnlySpan<byte> model, string state)
    {
        ModelProto proto = OnnxModel.Parse(model);
        GraphProto graph = proto.Graph;
        ValueInfoProto? input = graph.Input.FirstOrDefault(port => port.Name == state);
        if (input?.Type?.TensorType is not { ElemType: (int)OnnxElementType.Float32, Shape.Dim: [_, { DimValue: > 0 and var width }] })
            return null;

        List<NodeProto> nodes = [];
        (ReadOnlyMemory<float>? offset, ReadOnlyMemory<float>? factor) = (default(ReadOnlyMemory<float>), default(ReadOnlyMemory<float>));
        if (ReaderOf(graph, state) is { OpType: "Sub" } shift && ReaderOf(graph, shift.Output[0]) is { OpType: "Mul" } scale)
        {
            nodes.AddRange([shift, scale]);
            (offset, factor) = (Constant(graph, shift.Input[1], width), Constant(graph, scale.Input[1], width));
        }

        if (ReaderOf(graph, nodes is [.., var last] ? last.Output[0] : state) is not
            { OpType: "Gemm", Input: [_, var weight, var bias], Attribute: [{ Name: "transB", I: 1 }] } product
            || graph.Output.Any(output => output.Name == product.Output[0])
            || offset is null || factor is null
            || Constant(graph, bias) is not { } biases || Constant(graph, weight, width * biases.Length) is not { } weights
            || weights.Length != width * biases.Length)
        {
            return null;
        }

        nodes.Add(product);
        foreach (NodeProto node in nodes)
            graph.Node.Remove(node);
        HashSet<string> left = [.. graph.Node.SelectMany(node => node.Input)];
        Remove(graph.Initializer, tensor => !left.Contains(tensor.Name) && nodes.Any(node => node.Input.Contains(tensor.Name)));
        Remove(graph.ValueInfo, value => nodes.Any(node => node.Output.Contains(value.Name)));
        input.Name = product.Output[0];
        input.Type.TensorType.Shape.Dim[1].DimValue = biases.Length;
        // The model's descriptions of states do not apply to y.
        Remove(proto.MetadataProps, property => property.Key is not (PolicyProperties.Distribution or PolicyProperties.Returns));
        return new OnnxFirstLayer(offset.Value, factor.Value, weights, biases, proto.ToByteArray());
    }

    // The node that reads a value as its first input, if it is the only reader.
    private static NodeProto? ReaderOf(GraphProto graph, string value) =>
        graph.Node.Where(node => node.Input.Contains(value)).ToArray() is [{ Domain: "" or "ai.onnx", Input.Count: > 1, Output.Count: 1 } reader]
        && reader.Input[0] == value && reader.Input.Count(name => name == value) == 1
        && graph.Output.All(output => output.Name != value)
            ? reader
            : null;

    // The values of an initializer that callers cannot replace: a given number, or one for all.
    private static ReadOnlyMemory<float>? Constant(GraphProto graph, string name, long? count = null)
    {
        if (graph.Input.Any(port => port.Name == name)
            || graph.Initializer.FirstOrDefault(tensor => tensor.Name == name) is not { DataType: (int)OnnxElementType.Float32 } tensor)
        {
            return null;
        }

        float[] values = tensor.RawData.IsEmpty
            ? [.. tensor.FloatData]
            : MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();
        return count is null || values.Length == count || values.Length == 1 ? values : null;
    }

    private static void Remove<T>(RepeatedField<T> values, Func<T, bool> isGone)
    {
        for (int i = values.Count - 1; i >= 0; i--)
        {
            if (isGone(values[i]))
                values.RemoveAt(i);
        }
    }
}
