using Google.Protobuf;

namespace DeepQ.Contract.Tests.Onnx;

/// <summary>Writes small ONNX models, one node at a time, so that each test shows the graph it scores.</summary>
internal sealed class OnnxModelBuilder : IDisposable
{
    private const uint Delimited = 2;
    private const long IrVersion = 8;
    private readonly MemoryStream _graph = new();
    private readonly long _opset;

    public OnnxModelBuilder(long opset = 12)
    {
        _opset = opset;
        WriteText(_graph, 2, "graph");
    }

    /// <summary>Declares an input. A dimension of −1 is one that the model leaves open.</summary>
    public OnnxModelBuilder Input(string name, OnnxElement element, params long[] shape)
    {
        WriteMessage(_graph, 11, ValueInfo(name, element, shape));
        return this;
    }

    public OnnxModelBuilder Output(string name, OnnxElement element, params long[] shape)
    {
        WriteMessage(_graph, 12, ValueInfo(name, element, shape));
        return this;
    }

    public OnnxModelBuilder Constant(string name, long[] shape, params float[] values)
    {
        using var tensor = new MemoryStream();
        foreach (long extent in shape)
        {
            WriteNumber(tensor, 1, extent);
        }

        WriteNumber(tensor, 2, (long)OnnxElement.Float);
        WriteText(tensor, 8, name);
        WriteBytes(tensor, 9, System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).ToArray());
        WriteMessage(_graph, 5, tensor);
        return this;
    }

    /// <summary>Adds a node whose attributes are integers.</summary>
    public OnnxModelBuilder Node(
        string type, string[] inputs, string[] outputs, params (string Name, long Value)[] attributes)
    {
        using var node = new MemoryStream();
        foreach (string input in inputs)
        {
            WriteText(node, 1, input);
        }

        foreach (string output in outputs)
        {
            WriteText(node, 2, output);
        }

        WriteText(node, 4, type);
        foreach ((string name, long value) in attributes)
        {
            using var attribute = new MemoryStream();
            WriteText(attribute, 1, name);
            WriteNumber(attribute, 3, value);
            WriteNumber(attribute, 20, 2);
            WriteMessage(node, 5, attribute);
        }

        WriteMessage(_graph, 1, node);
        return this;
    }

    public byte[] ToBytes()
    {
        using var opset = new MemoryStream();
        WriteNumber(opset, 2, _opset);
        using var model = new MemoryStream();
        WriteNumber(model, 1, IrVersion);
        WriteMessage(model, 7, _graph);
        WriteMessage(model, 8, opset);
        return model.ToArray();
    }

    public void Dispose() => _graph.Dispose();

    private static MemoryStream ValueInfo(string name, OnnxElement element, long[] shape)
    {
        using var extents = new MemoryStream();
        foreach (long extent in shape)
        {
            using var dimension = new MemoryStream();
            if (extent >= 0)
                WriteNumber(dimension, 1, extent);
            else
                WriteText(dimension, 2, "batch");
            WriteMessage(extents, 1, dimension);
        }

        using var tensor = new MemoryStream();
        WriteNumber(tensor, 1, (long)element);
        WriteMessage(tensor, 2, extents);
        using var type = new MemoryStream();
        WriteMessage(type, 1, tensor);
        var info = new MemoryStream();
        WriteText(info, 1, name);
        WriteMessage(info, 2, type);
        return info;
    }

    private static void WriteNumber(MemoryStream to, int field, long value) => Write(to, writer =>
    {
        writer.WriteUInt32((uint)field << 3);
        writer.WriteInt64(value);
    });

    private static void WriteText(MemoryStream to, int field, string value) => Write(to, writer =>
    {
        writer.WriteUInt32(((uint)field << 3) | Delimited);
        writer.WriteString(value);
    });

    private static void WriteMessage(MemoryStream to, int field, MemoryStream message) =>
        WriteBytes(to, field, message.ToArray());

    private static void WriteBytes(MemoryStream to, int field, byte[] value) => Write(to, writer =>
    {
        writer.WriteUInt32(((uint)field << 3) | Delimited);
        writer.WriteBytes(ByteString.CopyFrom(value));
    });

    private static void Write(MemoryStream to, Action<CodedOutputStream> write)
    {
        using var writer = new CodedOutputStream(to, leaveOpen: true);
        write(writer);
    }
}
