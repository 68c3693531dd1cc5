using DeepQ.Onnx.Format;

namespace DeepQ.Onnx;

/// <summary>Checks a model from anywhere before a runtime is given it.</summary>
/// <remarks>
/// A runtime is native code that does as the file says: it reads other files that are named in it, loads custom
/// operators, and takes the memory that a shape asks for. What passes here is one graph of known operators without
/// loops, with all of its weights inside, each of the length that its shape says and finite, and no value of it is
/// larger than <see cref="MaxValues"/> for a state, all of them together no larger than eight times that.
/// </remarks>
public static class OnnxGuard
{
    /// <summary>The longest model, in bytes: 512 MiB.</summary>
    public const int MaxBytes = 512 << 20;

    /// <summary>The most elements that a value inside of the graph may have for one row of the batch: 2²⁴.</summary>
    public const long MaxValues = 1 << 24;

    private const int MaxNodes = 10_000;
    private const int MaxProperties = 1_000;
    private const int MaxPropertyCharacters = 1 << 20;

    /// <summary>Refuses a model that is not safe to load and to run.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <exception cref="PolicyFormatException">The bytes are no ONNX model, or one that is refused.</exception>
    public static void Check(ReadOnlySpan<byte> model)
    {
        if (model.Length > MaxBytes)
            throw Refused($"has {model.Length} bytes; {MaxBytes} are the most");

        ModelProto proto = OnnxModel.Parse(model);
        CheckProperties(proto);
        if (proto.Functions.Count > 0 || proto.TrainingInfo.Count > 0)
            throw Refused("brings functions or training steps of its own");
        if (proto.OpsetImport.FirstOrDefault(set => !GuardedOperators.IsStandard(set.Domain)) is { } custom)
            throw Refused($"uses the operators of '{custom.Domain}', which are no standard ones");

        GraphProto graph = proto.Graph;
        if (graph.Node.Count > MaxNodes)
            throw Refused($"has {graph.Node.Count} nodes; {MaxNodes} are the most");
        if (graph.SparseInitializer.Count > 0)
            throw Refused("has sparse weights");
        foreach (TensorProto tensor in graph.Initializer)
            GuardedTensor.Check(tensor);

        GuardedValues values = new(graph);
        foreach (NodeProto node in graph.Node)
        {
            CheckNode(node);
            values.Add(node);
        }

        values.RequireDefined(graph.Output.Select(output => output.Name));
    }

    internal static PolicyFormatException Refused(string what) => new($"The ONNX model {what}: it is not loaded.");

    private static void CheckProperties(ModelProto proto)
    {
        long characters = proto.MetadataProps.Sum(property => (long)property.Key.Length + property.Value.Length);
        if (proto.MetadataProps.Count > MaxProperties || characters > MaxPropertyCharacters)
        {
            throw Refused(
                $"has {proto.MetadataProps.Count} properties of {characters} characters; {MaxProperties} of "
                + $"{MaxPropertyCharacters} are the most");
        }
    }

    private static void CheckNode(NodeProto node)
    {
        if (!GuardedOperators.IsStandard(node.Domain) || !GuardedOperators.IsKnown(node.OpType))
            throw Refused($"uses the operator '{node.Domain}{(node.Domain.Length > 0 ? "." : "")}{node.OpType}'");
        foreach (AttributeProto attribute in node.Attribute)
        {
            if (attribute.G is not null || attribute.Graphs.Count > 0)
                throw Refused($"has a graph inside of the node '{node.OpType}'");
            if (!attribute.SparseTensor.IsEmpty || attribute.SparseTensors.Count > 0)
                throw Refused($"has a sparse tensor in the node '{node.OpType}'");
            foreach (TensorProto tensor in attribute.T is null ? attribute.Tensors : attribute.Tensors.Append(attribute.T))
                GuardedTensor.Check(tensor);
        }
    }
}
