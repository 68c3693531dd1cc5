using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Guarding.Operators;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Guarding;

/// <summary>
/// Tracks types, shapes and work through a graph, in which each value is defined once and before it is used.
/// </summary>
internal sealed class GuardedGraph
{
    // A text in a file is at most as long as a name; a caller's text is not part of the file.
    private const int TextBytes = 64 + GuardedNames.MaxLength;

    private readonly Dictionary<string, GuardedValue> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> _constants = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _versions;
    private readonly OnnxProfile _profile;
    private readonly GuardedWork _work;

    public GuardedGraph(Dictionary<string, long> versions, OnnxProfile profile, GuardedWork work) =>
        (_versions, _profile, _work) = (versions, profile, work);

    /// <exception cref="PolicyFormatException">The graph must not be passed to a runtime.</exception>
    public static void Check(GraphProto graph, Dictionary<string, long> versions, OnnxProfile profile, GuardedWork work)
    {
        GuardedGraph guarded = new(versions, profile, work);
        guarded.DefineWeights(graph);
        guarded.DefineInputs(graph);
        foreach (NodeProto node in graph.Node)
            guarded.Add(node);
        foreach (ValueInfoProto output in graph.Output)
            guarded.CheckOutput(output);
    }

    /// <summary>Returns the known properties of a value.</summary>
    public GuardedValue this[string name] => _values[name];

    private void DefineWeights(GraphProto graph)
    {
        HashSet<string> optional = [.. graph.Input.Select(input => input.Name)];
        foreach (TensorProto tensor in graph.Initializer)
            AddWeight(tensor, mayBeReplaced: optional.Contains(tensor.Name));
    }

    /// <summary>Adds a weight to the defined values.</summary>
    /// <exception cref="PolicyFormatException">Its content does not match its declaration.</exception>
    public void AddWeight(TensorProto tensor, bool mayBeReplaced = false)
    {
        GuardedValue value = GuardedTensor.Value(tensor);
        Define(tensor.Name, mayBeReplaced ? value with { Known = null } : value);
        if (!mayBeReplaced)
            _constants.Add(tensor.Name, tensor);
    }

    private void DefineInputs(GraphProto graph)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (ValueInfoProto input in graph.Input)
        {
            if (!seen.Add(input.Name))
                throw Refusal.Because($"has the input '{Refusal.Short(input.Name)}' twice");
            if (_values.TryGetValue(input.Name, out GuardedValue? otherwise))
                CheckOptional(input, otherwise);
            else
                AddInput(input);
        }
    }

    /// <summary>Adds an input to the defined values.</summary>
    /// <exception cref="PolicyFormatException">Axes other than the first are open.</exception>
    public void AddInput(ValueInfoProto input) => Define(input.Name, Declared(input));

    private static GuardedValue Declared(ValueInfoProto input)
    {
        OnnxTensorInfo info = OnnxTensorInfo.Of(input);
        IReadOnlyList<OnnxDimension> axes = info.Dimensions
            ?? throw Refusal.Because($"has the input '{Refusal.Short(input.Name)}' without a known shape");
        if (axes.Skip(1).Any(axis => axis.Length is null))
            throw Refusal.Because($"has the input '{Refusal.Short(input.Name)}', of which more than the first axis is open");
        bool batched = axes is [{ Length: null }, ..];
        return new(info.ElementType, new(batched, [.. axes.Select(axis => axis.Length ?? 1)]));
    }

    // An optional input must have a default in the file, and of its declared type.
    private static void CheckOptional(ValueInfoProto input, GuardedValue otherwise)
    {
        OnnxTensorInfo info = OnnxTensorInfo.Of(input);
        bool fits = info.ElementType == otherwise.Type && (info.Dimensions is not { } axes
            || (axes.Count == otherwise.Shape.Rank
                && axes.Zip(otherwise.Shape.Axes).All(axis => axis.First.Length is null || axis.First.Length == axis.Second)));
        if (!fits)
            throw Refusal.Because($"has the optional input '{Refusal.Short(input.Name)}' of another shape than its weight");
    }

    /// <summary>Adds a node to the defined values.</summary>
    /// <exception cref="PolicyFormatException">The node must not be passed to a runtime.</exception>
    public void Add(NodeProto node)
    {
        OperatorEntry entry = GuardedOperators.Find(node.Domain, node.OpType) is { } found && found.Profile <= _profile
            ? found
            : throw Unknown(node);
        RequireDefined(node.Input.Where(name => name.Length > 0));
        if (node.Input.Count < entry.Inputs.Least || node.Input.Count > entry.Inputs.Most
            || node.Output.Count < 1 || node.Output.Count > entry.Outputs)
        {
            throw Refusal.Because(
                $"has a node '{node.OpType}' of {node.Input.Count} inputs and {node.Output.Count} outputs");
        }

        if (node.Input.Take(entry.Required(node.Input.Count)).Contains(""))
            throw Refusal.Because($"has a node '{node.OpType}' without an input that it must have");

        string domain = node.Domain is "ai.onnx" ? "" : node.Domain;
        GuardedNode guarded = new(
            node,
            [.. node.Input.Select(name => name.Length > 0 ? _values[name] : null)],
            [.. node.Input.Select(name => _constants.GetValueOrDefault(name))],
            _work,
            _versions.TryGetValue(domain, out long version)
                ? version
                : throw Refusal.Because($"does not declare the version of '{node.OpType}'"),
            _profile);
        GuardedValue[] results = entry.Rule(guarded);
        guarded.RequireUnderstood();
        for (int i = 0; i < node.Output.Count; i++)
        {
            GuardedValue result = i < results.Length
                ? results[i]
                : throw Refusal.Because($"has a node '{node.OpType}' of {node.Output.Count} outputs");
            if (node.Output[i].Length > 0 || i == 0)
                Define(node.Output[i], result);
        }
    }

    private static PolicyFormatException Unknown(NodeProto node)
    {
        string name = Refusal.Short(node.Domain.Length > 0 ? $"{node.Domain}.{node.OpType}" : node.OpType);
        bool inPipelines = GuardedOperators.Find(node.Domain, node.OpType) is not null;
        return Refusal.Because($"uses the operator '{name}'" + (inPipelines
            ? $", which the profile {OnnxProfile.Pipeline} allows but {OnnxProfile.Policy} does not"
            : ", which no profile allows"));
    }

    private void CheckOutput(ValueInfoProto output)
    {
        RequireDefined([output.Name]);
        GuardedValue value = _values[output.Name];
        OnnxTensorInfo info = OnnxTensorInfo.Of(output);
        bool fits = info.ElementType == value.Type && (info.Dimensions is not { } axes
            || (axes.Count == value.Shape.Rank
                && axes.Index().All(axis => axis.Item.Length is not { } length
                    ? !(value.Shape.Batched && axis.Index == 0) || value.Shape.Axes[0] == 1
                    : !(value.Shape.Batched && axis.Index == 0) && length == value.Shape.Axes[axis.Index])));
        if (!fits)
        {
            throw Refusal.Because(
                $"declares the output {Refusal.Short($"{info}")}, which is {value.Type} {value.Shape}");
        }
    }

    private void RequireDefined(IEnumerable<string> names)
    {
        if (names.FirstOrDefault(name => !_values.ContainsKey(name)) is { } missing)
            throw Refusal.Because($"uses the value '{Refusal.Short(missing)}', which nothing before defines");
    }

    private void Define(string name, GuardedValue value)
    {
        int size = value.Type == OnnxElementType.Text
            ? _profile == OnnxProfile.Pipeline ? TextBytes : throw Refusal.Because("has text, which no policy needs")
            : GuardedTensor.SizeOf(value.Type) ?? throw Refusal.Because($"has values of the type {(int)value.Type}");
        if (name.Length == 0 || !_values.TryAdd(name, value))
            throw Refusal.Because($"defines the value '{Refusal.Short(name)}' twice, or without a name");
        _work.Bytes((Int128)size * value.Shape.Count, value.Shape.Batched);
    }
}
