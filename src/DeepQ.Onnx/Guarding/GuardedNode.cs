using DeepQ.Onnx.Format;

namespace DeepQ.Onnx;

/// <summary>A node with the sizes of its inputs.</summary>
internal sealed class GuardedNode(NodeProto node, GuardedSize?[] inputs, long[]?[] constants)
{
    public string Operator => node.OpType;

    /// <summary>The inputs that are given.</summary>
    public IEnumerable<GuardedSize> Inputs => inputs.OfType<GuardedSize>();

    /// <summary>An input that must be given.</summary>
    /// <exception cref="PolicyFormatException">It is not.</exception>
    public GuardedSize Input(int index) => index < inputs.Length && inputs[index] is { } size
        ? size
        : throw Refused($"has no input {index}");

    /// <summary>The values of an input that is a short constant list, else null.</summary>
    public long[]? Constant(int index) => index < constants.Length ? constants[index] : null;

    public AttributeProto? Attribute(string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);

    public long Int(string name, long otherwise) => Attribute(name) is { HasI: true } attribute ? attribute.I : otherwise;

    /// <summary>An attribute with a number for each of some axes, within bounds.</summary>
    /// <exception cref="PolicyFormatException">It has another count, or a number beyond the bounds.</exception>
    public long[] Ints(string name, int count, long otherwise, long least, long most)
    {
        if (Attribute(name) is not { Ints.Count: > 0 } attribute)
            return [.. Enumerable.Repeat(otherwise, count)];
        return attribute.Ints.Count == count && attribute.Ints.All(value => value >= least && value <= most)
            ? [.. attribute.Ints]
            : throw Refused($"has {name} of {string.Join(", ", attribute.Ints.Take(8))}");
    }

    public PolicyFormatException Refused(string what) => OnnxGuard.Refused($"has a node '{node.OpType}' that {what}");
}
