using DeepQ.Onnx.Format;
using Google.Protobuf;

namespace DeepQ.Onnx.Graphs;

/// <summary>
/// Builds an ONNX model with one graph: inputs and weights first, then nodes in the order of evaluation, then outputs.
/// </summary>
/// <remarks>
/// Each call checks its arguments, so that a mistake fails where it is made: a name is defined once, and a value is
/// defined before it is used. A call that fails leaves the graph unchanged.
/// </remarks>
public sealed class OnnxGraph
{
    /// <summary>The producer of the file.</summary>
    internal const string Producer = "DeepQ.MLNet";

    private readonly GraphProto _graph;
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);

    /// <summary>Creates an empty graph.</summary>
    /// <param name="name">The name of the graph, which viewers show.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public OnnxGraph(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _graph = new GraphProto { Name = name };
    }

    /// <summary>The properties of the model: free text by key, in the order of the keys in the file.</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Adds an input of the graph.</summary>
    /// <param name="name">The name; new in this graph.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="dimensions">The axes, outermost first; none for a scalar.</param>
    /// <exception cref="ArgumentException">
    /// The name is taken or empty, or an axis is neither positive nor named.
    /// </exception>
    public void AddInput(string name, OnnxElementType type, params ReadOnlySpan<OnnxDimension> dimensions)
    {
        ValueInfoProto input = GraphMessages.Value(name, type, dimensions);
        CheckNew(name, "input");
        _values.Add(name);
        _graph.Input.Add(input);
    }

    /// <summary>Adds an optional Boolean input.</summary>
    /// <param name="name">The name; new in this graph.</param>
    /// <param name="otherwise">The default values, row-major.</param>
    /// <param name="lengths">The length of each axis of the default values.</param>
    /// <param name="dimensions">The axes of the caller's values, the same number.</param>
    /// <exception cref="ArgumentException">
    /// The name is taken or empty, an axis is not positive, or the number of values does not match the axes.
    /// </exception>
    public void AddOptionalInput(
        string name,
        ReadOnlySpan<bool> otherwise,
        ReadOnlySpan<long> lengths,
        params ReadOnlySpan<OnnxDimension> dimensions)
    {
        ValueInfoProto input = GraphMessages.Value(name, OnnxElementType.Boolean, dimensions);
        AddTensor(GraphMessages.Tensor(name, OnnxElementType.Boolean, otherwise, lengths));
        _graph.Input.Add(input);
    }

    /// <summary>Adds fixed values, such as weights, as floats.</summary>
    /// <param name="name">The name; new in this graph.</param>
    /// <param name="values">The values, row-major; finite.</param>
    /// <param name="dimensions">The length of each axis, outermost first; none for a scalar.</param>
    /// <exception cref="ArgumentException">
    /// The name is taken or empty, an axis is not positive, the number of values does not match the axes, or a value is not
    /// finite.
    /// </exception>
    public void AddInitializer(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> dimensions)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new ArgumentException(
                    $"Weight '{name}' is {values[i]} at position {i}; all must be finite.", nameof(values));
            }
        }

        AddTensor(GraphMessages.Tensor(name, OnnxElementType.Float32, values, dimensions));
    }

    /// <summary>Adds fixed values as 64-bit integers.</summary>
    /// <inheritdoc cref="AddInitializer(string, ReadOnlySpan{float}, ReadOnlySpan{long})"/>
    public void AddInitializer(string name, ReadOnlySpan<long> values, params ReadOnlySpan<long> dimensions) =>
        AddTensor(GraphMessages.Tensor(name, OnnxElementType.Int64, values, dimensions));

    /// <summary>Adds fixed values as bytes.</summary>
    /// <inheritdoc cref="AddInitializer(string, ReadOnlySpan{float}, ReadOnlySpan{long})"/>
    public void AddInitializer(string name, ReadOnlySpan<byte> values, params ReadOnlySpan<long> dimensions) =>
        AddTensor(GraphMessages.Tensor(name, OnnxElementType.UInt8, values, dimensions));

    /// <summary>Adds a node, which applies a standard operator.</summary>
    /// <param name="operatorType">The operator, such as "Gemm".</param>
    /// <param name="inputs">The values it reads, defined before; an empty name leaves out an optional input.</param>
    /// <param name="outputs">The values it defines; new in this graph.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <exception cref="ArgumentException">
    /// The operator is unknown to this library, an input is not defined, or an output's name is taken or empty.
    /// </exception>
    public void AddNode(
        string operatorType,
        ReadOnlySpan<string> inputs,
        ReadOnlySpan<string> outputs,
        params ReadOnlySpan<OnnxAttribute> attributes)
    {
        NodeProto node = new() { OpType = operatorType, Name = $"{operatorType}_{_graph.Node.Count}" };
        foreach (string input in inputs)
        {
            if (input.Length > 0 && !_values.Contains(input))
            {
                throw new ArgumentException(
                    $"Node {node.Name} reads '{input}', which nothing before it defines.", nameof(inputs));
            }

            node.Input.Add(input);
        }

        foreach (OnnxAttribute attribute in attributes)
            node.Attribute.Add(attribute.Proto);
        OperatorVersions.RangeOf(node);
        foreach (string output in outputs)
        {
            CheckNew(output, $"output of node {node.Name}");
            if (node.Output.Contains(output))
                throw new ArgumentException($"Node {node.Name} has two outputs named '{output}'.", nameof(outputs));
            node.Output.Add(output);
        }

        _values.UnionWith(node.Output);
        _graph.Node.Add(node);
    }

    /// <summary>Declares a value to be an output of the graph.</summary>
    /// <param name="name">A value that is defined and not yet an output.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="dimensions">The axes, outermost first; none for a scalar.</param>
    /// <exception cref="ArgumentException">
    /// The value is not defined, it is already an output, or an axis is neither positive nor named.
    /// </exception>
    public void AddOutput(string name, OnnxElementType type, params ReadOnlySpan<OnnxDimension> dimensions)
    {
        ValueInfoProto output = GraphMessages.Value(name, type, dimensions);
        if (!_values.Contains(name))
            throw new ArgumentException($"Output '{name}' is not defined by any node, weight or input.", nameof(name));
        if (_graph.Output.Any(other => other.Name == name))
            throw new ArgumentException($"'{name}' is already an output.", nameof(name));
        _graph.Output.Add(output);
    }

    /// <summary>Writes the model as the bytes of an .onnx file; equal graphs give equal bytes.</summary>
    /// <param name="operatorSet">
    /// The version of the standard operator set; null for the lowest one, not below 7, in which every node is valid.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// The graph has no output, or no version suits all of its nodes.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A node is not valid in <paramref name="operatorSet"/>.</exception>
    public byte[] ToBytes(int? operatorSet = null)
    {
        if (_graph.Output.Count == 0)
            throw new InvalidOperationException($"Graph '{_graph.Name}' has no output: add at least one.");

        int version = operatorSet ?? LowestOperatorSet();
        foreach (NodeProto node in _graph.Node)
        {
            (int first, int last) = OperatorVersions.RangeOf(node);
            if (version >= first && version <= last)
                continue;
            string problem = $"Node {node.Name} needs an operator set from {first} to {last}, not {version}.";
            throw operatorSet is null
                ? new InvalidOperationException($"{problem} Another needs {version}: write one of them differently.")
                : new ArgumentOutOfRangeException(nameof(operatorSet), problem);
        }

        ModelProto model = new()
        {
            IrVersion = OperatorVersions.FileFormat(version),
            ProducerName = Producer,
            ProducerVersion = typeof(OnnxGraph).Assembly.GetName().Version?.ToString(3),
            Graph = _graph,
            OpsetImport = { new OperatorSetIdProto { Version = version } },
            MetadataProps = { Metadata.Select(p => new StringStringEntryProto { Key = p.Key, Value = p.Value }) },
        };
        return model.ToByteArray();
    }

    private int LowestOperatorSet() =>
        _graph.Node.Select(node => OperatorVersions.RangeOf(node).First).Append(OperatorVersions.Lowest).Max();

    private void AddTensor(TensorProto tensor)
    {
        CheckNew(tensor.Name, "weight");
        _values.Add(tensor.Name);
        _graph.Initializer.Add(tensor);
    }

    private void CheckNew(string name, string role)
    {
        if (string.IsNullOrEmpty(name))
            throw new ArgumentException($"Every {role} needs a name.", nameof(name));
        if (_values.Contains(name))
            throw new ArgumentException($"The name '{name}' is taken: choose another for the {role}.", nameof(name));
    }
}
