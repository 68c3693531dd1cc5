using DeepQ.Onnx.Format;

namespace DeepQ.Onnx;

/// <summary>The values of a graph, each defined once and before it is used, with bounds on their sizes.</summary>
internal sealed class GuardedValues
{
    private const long MaxTotal = 8 * OnnxGuard.MaxValues;

    private readonly Dictionary<string, GuardedSize> _sizes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long[]> _constants = new(StringComparer.Ordinal);
    private long _total;

    /// <exception cref="PolicyFormatException">A name is given twice, or an input is too large.</exception>
    public GuardedValues(GraphProto graph)
    {
        foreach (TensorProto tensor in graph.Initializer)
        {
            // A weight is as large as the file makes it: it counts against the length of that.
            Define(tensor.Name, new GuardedSize(tensor.Dims.Aggregate(1L, (size, axis) => size * axis), [.. tensor.Dims]));
            if (GuardedTensor.Int64s(tensor) is { } constant)
                _constants.Add(tensor.Name, constant);
        }

        foreach (ValueInfoProto input in graph.Input.Where(input => !_sizes.ContainsKey(input.Name)))
        {
            IReadOnlyList<OnnxDimension> axes = OnnxTensorInfo.Of(input).Dimensions
                ?? throw OnnxGuard.Refused($"has the input '{input.Name}' of no known shape");
            Define(input.Name, GuardedSize.Of([.. axes.Select(axis => axis.Length ?? 1)]));
        }
    }

    /// <summary>Defines what a node gives.</summary>
    /// <exception cref="PolicyFormatException">
    /// It reads what is not defined, its settings are impossible, or its result is too large.
    /// </exception>
    public void Add(NodeProto node)
    {
        RequireDefined(node.Input.Where(name => name.Length > 0));
        GuardedNode guarded = new(
            node,
            [.. node.Input.Select(name => name.Length > 0 ? _sizes[name] : null)],
            [.. node.Input.Select(name => _constants.GetValueOrDefault(name))]);
        GuardedSize result = GuardedSizes.Of(guarded);
        foreach (string output in node.Output.Where(name => name.Length > 0))
        {
            Define(output, result);
            _total += result.Count;
        }

        if (_total > MaxTotal)
            throw OnnxGuard.Refused($"has values of more than {MaxTotal} elements a state in all");
        if (node is { OpType: "Constant", Output: [var only] } && guarded.Attribute("value")?.T is { } tensor
            && GuardedTensor.Int64s(tensor) is { } constant)
        {
            _constants.Add(only, constant);
        }
    }

    /// <exception cref="PolicyFormatException">A value is not defined.</exception>
    public void RequireDefined(IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => !_sizes.ContainsKey(name)) is { } missing)
            throw OnnxGuard.Refused($"uses the value '{missing}', which nothing before defines");
    }

    private void Define(string name, GuardedSize size)
    {
        if (name.Length == 0 || !_sizes.TryAdd(name, size))
            throw OnnxGuard.Refused($"defines the value '{name}' twice, or without a name");
    }
}
