using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using Google.Protobuf;

namespace DeepQ.Onnx.Tests.Evaluation;

/// <summary>A model of a few nodes, written one after the other.</summary>
internal sealed class ModelDraft
{
    private readonly ModelProto _model;
    private readonly Random _random;
    private int _weights;

    public ModelDraft(int version, int seed = 1)
    {
        _model = new ModelProto
        {
            IrVersion = version >= 21 ? 10 : 8,
            Graph = new GraphProto { Name = "draft" },
            OpsetImport =
            {
                new OperatorSetIdProto { Version = version },
                new OperatorSetIdProto { Domain = GuardedOperators.MachineLearning, Version = 2 },
            },
        };
        _random = new(seed);
    }

    public ModelDraft Input(string name, OnnxElementType type, params long[] axes)
    {
        _model.Graph.Input.Add(GraphMessages.Value(name, type, ["batch", .. axes.Select(axis => (OnnxDimension)axis)]));
        return this;
    }

    /// <summary>Random numbers between two.</summary>
    public string Weight(float low, float high, params long[] axes)
    {
        float[] values = [.. Enumerable.Range(0, (int)axes.Aggregate(1L, (product, axis) => product * axis))
            .Select(_ => low + ((high - low) * _random.NextSingle()))];
        return Add(GraphMessages.Tensor<float>($"w{_weights++}", OnnxElementType.Float32, values, axes));
    }

    public string Numbers(params long[] values) =>
        Add(GraphMessages.Tensor<long>($"w{_weights++}", OnnxElementType.Int64, values, [values.Length]));

    /// <summary>A whole number in a table of one row and one column.</summary>
    public string Table(long value) => Add(GraphMessages.Tensor<long>($"w{_weights++}", OnnxElementType.Int64, [value], [1, 1]));

    public string Number(float value) => Add(GraphMessages.Tensor<float>($"w{_weights++}", OnnxElementType.Float32, [value], []));

    public ModelDraft Node(string type, string[] inputs, string[] outputs, params OnnxAttribute[] attributes)
    {
        NodeProto node = new()
        {
            OpType = type.Split('.')[^1],
            Domain = type.Contains('.') ? GuardedOperators.MachineLearning : "",
            Input = { inputs },
            Output = { outputs },
            Attribute = { attributes.Select(attribute => attribute.Proto) },
        };
        _model.Graph.Node.Add(node);
        return this;
    }

    /// <summary>The scale that <see cref="Quantized"/> took.</summary>
    public string Scale { get; private set; } = "";

    /// <summary>The zero that <see cref="Quantized"/> took.</summary>
    public string Zero { get; private set; } = "";

    /// <summary>Makes bytes of a value, with a scale for each of its channels.</summary>
    public string Quantized(string input, int channels)
    {
        (Scale, Zero) = (Weight(0.01f, 0.02f, channels), "zero");
        byte[] zeros = [.. Enumerable.Range(0, channels).Select(_ => (byte)_random.Next(100, 150))];
        Add(GraphMessages.Tensor<byte>(Zero, OnnxElementType.UInt8, zeros, [channels]));
        Node("QuantizeLinear", [input, Scale, Zero], [$"{input}.bytes"]);
        return $"{input}.bytes";
    }

    /// <summary>Adds an attribute of texts to the last node.</summary>
    public ModelDraft Texts(string name, params string[] values) => Attribute(
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Strings, Strings = { values.Select(ByteString.CopyFromUtf8) } });

    /// <summary>Adds an attribute of numbers to the last node.</summary>
    public ModelDraft Floats(string name, params float[] values) =>
        Attribute(new() { Name = name, Type = AttributeProto.Types.AttributeType.Floats, Floats = { values } });

    /// <summary>Adds an attribute that is no number to the last node.</summary>
    public ModelDraft NaN(string name) =>
        Attribute(new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = float.NaN });

    public ModelDraft Output(string name, OnnxElementType type, params long[] axes)
    {
        _model.Graph.Output.Add(GraphMessages.Value(name, type, ["batch", .. axes.Select(axis => (OnnxDimension)axis)]));
        return this;
    }

    public byte[] Bytes() => _model.ToByteArray();

    private ModelDraft Attribute(AttributeProto attribute)
    {
        _model.Graph.Node[^1].Attribute.Add(attribute);
        return this;
    }

    private string Add(TensorProto tensor)
    {
        _model.Graph.Initializer.Add(tensor);
        return tensor.Name;
    }
}
