using System.Diagnostics.CodeAnalysis;
using DeepQ.Onnx.Format;
using Google.Protobuf;
using static DeepQ.Onnx.Format.AttributeProto.Types;

namespace DeepQ.Onnx.Graphs;

/// <summary>A setting of an operator that is fixed in the graph, such as an axis.</summary>
[SuppressMessage("Naming", "CA1711", Justification = "Attribute is the word of the ONNX specification.")]
public sealed class OnnxAttribute
{
    private OnnxAttribute(AttributeProto proto)
    {
        ArgumentException.ThrowIfNullOrEmpty(proto.Name, "name");
        Proto = proto;
    }

    /// <summary>The name, as the operator's specification has it.</summary>
    public string Name => Proto.Name;

    internal AttributeProto Proto { get; }

    /// <summary>A setting that is a whole number.</summary>
    /// <param name="name">The name, as the operator's specification has it.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static OnnxAttribute Int(string name, long value) =>
        new(new AttributeProto { Name = name, Type = AttributeType.Int, I = value });

    /// <summary>A setting that is a list of whole numbers.</summary>
    /// <param name="name">The name, as the operator's specification has it.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static OnnxAttribute Ints(string name, params IEnumerable<long> values) =>
        new(new AttributeProto { Name = name, Type = AttributeType.Ints, Ints = { values } });

    /// <summary>A setting that is a real number.</summary>
    /// <param name="name">The name, as the operator's specification has it.</param>
    /// <param name="value">The value; finite.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is empty or <paramref name="value"/> is not finite.
    /// </exception>
    public static OnnxAttribute Float(string name, float value) => float.IsFinite(value)
        ? new(new AttributeProto { Name = name, Type = AttributeType.Float, F = value })
        : throw new ArgumentException($"Attribute '{name}' is {value}; it must be finite.", nameof(value));

    /// <summary>A setting that is text.</summary>
    /// <param name="name">The name, as the operator's specification has it.</param>
    /// <param name="value">The text.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static OnnxAttribute Text(string name, string value) =>
        new(new AttributeProto { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) });
}
