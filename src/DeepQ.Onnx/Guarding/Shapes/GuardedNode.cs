using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using static DeepQ.Onnx.Format.AttributeProto.Types;

namespace DeepQ.Onnx.Guarding.Shapes;

/// <summary>A node with its inputs; it records which of its attributes were read.</summary>
internal sealed class GuardedNode
{
    private readonly NodeProto _node;
    private readonly GuardedValue?[] _inputs;
    private readonly GuardedWork _work;
    private readonly Dictionary<string, AttributeProto> _attributes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _understood = new(StringComparer.Ordinal);

    /// <exception cref="PolicyFormatException">The node has an attribute twice.</exception>
    public GuardedNode(
        NodeProto node, GuardedValue?[] inputs, IReadOnlyList<TensorProto?> constants, GuardedWork work, long version,
        OnnxProfile profile)
    {
        (_node, _inputs, _work, Version, Profile) = (node, inputs, work, version, profile);
        Constants = constants;
        foreach (AttributeProto attribute in node.Attribute)
        {
            if (!_attributes.TryAdd(attribute.Name, attribute))
                throw Refused($"has the attribute '{Refusal.Short(attribute.Name)}' twice");
        }
    }

    public string Operator => _node.OpType;

    /// <summary>The version of the operator set.</summary>
    public long Version { get; }

    public OnnxProfile Profile { get; }

    /// <summary>The weights among the inputs; null for other inputs.</summary>
    public IReadOnlyList<TensorProto?> Constants { get; }

    public int InputCount => _inputs.Length;

    public int OutputCount => _node.Output.Count;

    /// <summary>The inputs that are present.</summary>
    public IEnumerable<GuardedValue> Inputs => _inputs.OfType<GuardedValue>();

    /// <summary>Returns a required input.</summary>
    /// <exception cref="PolicyFormatException">The input is missing.</exception>
    public GuardedValue Input(int index) => Optional(index) ?? throw Refused($"has no input {index}");

    public GuardedValue? Optional(int index) => index < _inputs.Length ? _inputs[index] : null;

    /// <summary>Returns the known integers of an input, such as axes.</summary>
    /// <exception cref="PolicyFormatException">They are not known before the graph runs.</exception>
    public IReadOnlyList<Length> Known(int index) =>
        Input(index).Known ?? throw Refused($"has an input {index} whose numbers are not known before it runs");

    /// <summary>Returns the known integers of an input, none of which may depend on the number of states.</summary>
    public long[] KnownInts(int index) =>
    [
        .. Known(index).Select(length => length.OfBatch
            ? throw Refused($"has an input {index} that depends on the number of states")
            : length.Count),
    ];

    public long Int(string name, long otherwise) => Read(name, AttributeType.Int)?.I ?? otherwise;

    public bool Flag(string name, bool otherwise) => Int(name, otherwise ? 1 : 0) switch
    {
        0 => false,
        1 => true,
        long other => throw Refused($"has {name} of {other}"),
    };

    public float Float(string name, float otherwise)
    {
        float value = Read(name, AttributeType.Float)?.F ?? otherwise;
        return float.IsFinite(value) ? value : throw Refused($"has {name} of {value}");
    }

    /// <summary>Reads a number that may be NaN, such as the marker of a missing value.</summary>
    public void AnyFloat(string name) => Read(name, AttributeType.Float);

    public bool Has(string name) => _attributes.ContainsKey(name);

    public string Text(string name, string otherwise) => Read(name, AttributeType.String)?.S.ToStringUtf8() ?? otherwise;

    public long[]? Ints(string name) => Read(name, AttributeType.Ints) is { } attribute ? [.. attribute.Ints] : null;

    public IReadOnlyList<float>? Floats(string name)
    {
        if (Read(name, AttributeType.Floats) is not { } attribute)
            return null;
        return attribute.Floats.All(float.IsFinite) ? attribute.Floats : throw Refused($"has {name} that are not finite");
    }

    public int? Texts(string name) => Read(name, AttributeType.Strings)?.Strings.Count;

    public TensorProto? Tensor(string name) => Read(name, AttributeType.Tensor)?.T;

    /// <summary>Returns an attribute with a number for each of some axes, within bounds.</summary>
    /// <exception cref="PolicyFormatException">The count differs, or a number is out of bounds.</exception>
    public long[] Ints(string name, int count, long otherwise, long least, long most)
    {
        if (Ints(name) is not { } values)
            return [.. Enumerable.Repeat(otherwise, count)];
        return values.Length == count && values.All(value => value >= least && value <= most)
            ? values
            : throw Refused($"has {name} of {string.Join(", ", values.Take(8))}");
    }

    /// <summary>Returns an axis, counted from the first.</summary>
    /// <exception cref="PolicyFormatException">The axis does not exist.</exception>
    public int Axis(long axis, int rank)
    {
        long counted = axis < 0 ? axis + rank : axis;
        return counted >= 0 && counted < rank ? (int)counted : throw Refused($"names the axis {axis} of {rank}");
    }

    /// <summary>Returns an axis other than the batch.</summary>
    /// <exception cref="PolicyFormatException">The axis does not exist, or is the batch.</exception>
    public int InnerAxis(long axis, GuardedShape shape)
    {
        int counted = Axis(axis, shape.Rank);
        return counted > 0 || !shape.Batched ? counted : throw Mixes();
    }

    /// <summary>Adds the work of the node.</summary>
    /// <param name="count">Multiplications, or equivalent work; per state if batched.</param>
    /// <param name="batched">Whether the count is per state.</param>
    public void Costs(Int128 count, bool batched) => _work.Multiplications(count, batched);

    /// <summary>Adds memory that the node needs only while it runs, once for all states.</summary>
    public void Takes(Int128 bytes) => _work.Bytes(bytes, batched: false);

    /// <exception cref="PolicyFormatException">The condition is false.</exception>
    public void Require(bool condition, string problem)
    {
        if (!condition)
            throw Refused(problem);
    }

    /// <summary>Refuses attributes that were not read: a runtime might interpret them.</summary>
    /// <exception cref="PolicyFormatException">An attribute was not read.</exception>
    public void RequireUnderstood()
    {
        if (_attributes.Keys.FirstOrDefault(name => !_understood.Contains(name)) is { } unknown)
            throw Refused($"has the attribute '{Refusal.Short(unknown)}', which is not allowed there");
    }

    public PolicyFormatException Mixes() => Refused("mixes what belongs to different states");

    public PolicyFormatException Refused(string what) =>
        Refusal.Because($"has a node '{Refusal.Short(_node.OpType)}' that {what}");

    private AttributeProto? Read(string name, AttributeType type)
    {
        _understood.Add(name);
        if (!_attributes.TryGetValue(name, out AttributeProto? attribute))
            return null;
        return attribute.Type == type ? attribute : throw Refused($"has {name} of another type than {type}");
    }
}
