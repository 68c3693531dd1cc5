using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;

namespace DeepQ.Onnx.Inspection;

/// <summary>The description of an ONNX file, read without running it.</summary>
public sealed record OnnxModelInfo
{
    private OnnxModelInfo()
    {
    }

    /// <summary>The version of the file format (IR).</summary>
    public required long FileFormatVersion { get; init; }

    /// <summary>The version of each operator set, by domain; the domain of standard operators is "ai.onnx".</summary>
    public required IReadOnlyDictionary<string, long> OperatorSets { get; init; }

    /// <summary>The program that wrote the file; empty if unknown.</summary>
    public required string Producer { get; init; }

    /// <summary>The name of the graph.</summary>
    public required string GraphName { get; init; }

    /// <summary>The required inputs; weights that an old file lists among its inputs are left out.</summary>
    public required IReadOnlyList<OnnxTensorInfo> Inputs { get; init; }

    /// <summary>The optional inputs.</summary>
    public required IReadOnlyList<OnnxTensorInfo> OptionalInputs { get; init; }

    /// <summary>The outputs.</summary>
    public required IReadOnlyList<OnnxTensorInfo> Outputs { get; init; }

    /// <summary>The number of nodes per operator, without graphs inside nodes.</summary>
    public required IReadOnlyDictionary<string, int> OperatorCounts { get; init; }

    /// <summary>The number of values in all weights of the graph.</summary>
    public required long ParameterCount { get; init; }

    /// <summary>The properties of the model: free text by key.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>
    /// Whether the file is unchanged since it was written, according to the hash in its properties; null without a
    /// hash.
    /// </summary>
    public required bool? IsIntact { get; init; }

    /// <summary>Reads a model.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="limits">The limits; null for limits suited to its length.</param>
    /// <exception cref="PolicyFormatException">
    /// The bytes are not a complete and consistent ONNX model, or exceed the limits.
    /// </exception>
    public static OnnxModelInfo Read(ReadOnlySpan<byte> model, OnnxLimits? limits = null)
    {
        ModelProto proto = OnnxModel.Parse(model, limits);
        HashSet<string> weights = [.. proto.Graph.Initializer.Select(tensor => tensor.Name)];
        return new OnnxModelInfo
        {
            FileFormatVersion = proto.IrVersion,
            OperatorSets = OnnxModel.Distinct(
                proto.OpsetImport.Select(set => (set.Domain.Length == 0 ? "ai.onnx" : set.Domain, set.Version)),
                "operator set"),
            Producer = proto.ProducerName,
            GraphName = proto.Graph.Name,
            Inputs = [.. proto.Graph.Input.Where(input => !weights.Contains(input.Name)).Select(OnnxTensorInfo.Of)],
            // Before version 4 every weight had to be listed as an input.
            OptionalInputs = proto.IrVersion < 4
                ? []
                : [.. proto.Graph.Input.Where(input => weights.Contains(input.Name)).Select(OnnxTensorInfo.Of)],
            Outputs = [.. proto.Graph.Output.Select(OnnxTensorInfo.Of)],
            OperatorCounts = proto.Graph.Node.CountBy(node => node.OpType, StringComparer.Ordinal).ToDictionary(),
            ParameterCount = CountParameters(proto.Graph),
            Metadata = OnnxModel.Distinct(proto.MetadataProps.Select(entry => (entry.Key, entry.Value)), "property"),
            IsIntact = ContentHash.IsIntact(proto),
        };
    }

    private static long CountParameters(GraphProto graph)
    {
        long count = 0;
        foreach (TensorProto tensor in graph.Initializer)
        {
            try
            {
                long size = 1;
                foreach (long length in tensor.Dims)
                    size = checked(size * (length >= 0 ? length : throw new OverflowException()));
                count = checked(count + size);
            }
            catch (OverflowException error)
            {
                throw new PolicyFormatException(
                    $"Weight '{Refusal.Short(tensor.Name)}' has the impossible shape ({string.Join(", ", tensor.Dims)}).", error);
            }
        }

        return count;
    }
}
