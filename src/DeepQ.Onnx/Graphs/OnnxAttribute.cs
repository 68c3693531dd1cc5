using System.Diagnostics.CodeAnalysis;
using DeepQ.Onnx.Format;
using Google.Protobuf;
using static DeepQ.Onnx.Format.AttributeProto.Types;

namespace DeepQ.Onnx.Graphs;

/// <summary>An attribute of an operator that is fixed in the graph, such as an axis.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "Attribute is the word of the ONNX specification.")]
public sealed class OnnxAttribute
{
    private OnnxAttribute(AttributeProto proto)
    {
        ArgumentException.ThrowIfNullOrEmpty(proto.Name, "name");
        Proto = proto;
    }

    /// <summary>The name, as in the operator's specification.</summary>
    public string Name => Proto.Name;

    internal AttributeProto Proto { get; }

    /// <summary>Creates an integer attribute.</summary>
    /// <param name="name">The name, as in the operator's specification.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static OnnxAttribute Int(string name, long value) =>
        new(new AttributeProto { Name = name, Type = AttributeType.Int, I = value });

    /// <summary>Creates an attribute with a list of integers.</summary>
    /// <param name="name">The name, as in the operator's specification.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static OnnxAttribute Ints(string name, params IEnumerable<long> values) =>
        new(new AttributeProto { Name = name, Type = AttributeType.Ints, Ints = { values } });

    /// <summary>Creates a floating-point attribute.</summary>
    /// <param name="name">The name, as in the operator's specification.</param>
    /// <param name="value">The value; finite.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is empty or <paramref name="value"/> is not finite.
    /// </exception>
    public static OnnxAttribute Float(string name, float value) => float.IsFinite(value)
        ? new(new AttributeProto { Name = name, Type = AttributeType.Float, F = value })
        : throw new ArgumentException($"Attribute '{name}' is {value}; it must be finite.", nameof(value));

    /// <summary>Creates a text attribute.</summary>
    /// <param name="name">The name, as in the operator's specification.</param>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static OnnxAttribute Text(string name, string value) =>
        new(new AttributeProto { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) });
}
