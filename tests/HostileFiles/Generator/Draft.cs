using System.Runtime.InteropServices;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Guarding.Shapes;
using Google.Protobuf;

namespace DeepQ.HostileFiles;

/// <summary>A graph in the making, with what is known of each of its values.</summary>
internal sealed class Draft
{
    private static readonly float[] Extremes =
        [0, -0f, 1, -1, 2, 1e-40f, float.Epsilon, 3e38f, -3e38f, 0.5f, 255, 2147483648f, -9.3e18f];

    private static readonly long[] WholeExtremes =
        [0, -1, 1, 2, long.MinValue, long.MaxValue, int.MinValue, int.MaxValue, -2, 3, 1L << 32, 5000];

    private readonly GuardedGraph _guard;
    private readonly List<string> _values = [];
    private int _names;

    public Draft(Random random, OnnxProfile profile, int version, long[] observation, OnnxElementType observed)
    {
        (Random, Profile, Version) = (random, profile, version);
        Dictionary<string, long> versions = new() { [""] = version, [GuardedOperators.MachineLearning] = 2 };
        _guard = new(versions, profile, new GuardedWork(new(), 16));
        OnnxDimension[] axes = ["batch", .. observation.Select(length => (OnnxDimension)length)];
        ValueInfoProto state = GraphMessages.Value("State", observed, axes);
        Graph = new GraphProto { Name = "made up", Input = { state } };
        _guard.AddInput(state);
        _values.Add("State");
    }

    public Random Random { get; }

    public OnnxProfile Profile { get; }

    public int Version { get; }

    public GraphProto Graph { get; }

    public GuardedValue this[string name] => _guard[name];

    /// <summary>Adds a node, if the guard lets it through.</summary>
    public bool TryAdd(NodeProto node)
    {
        node.Output.Add($"v{_names++}");
        int outputs = node.OpType switch { "Split" or "TopK" => 2, "DynamicQuantizeLinear" => 3, "Dropout" => Random.Next(1, 3), _ => 1 };
        while (node.Output.Count < outputs)
            node.Output.Add($"v{_names++}");
        try
        {
            _guard.Add(node);
        }
        catch (PolicyFormatException)
        {
            return false;
        }

        Graph.Node.Add(node);
        _values.AddRange(node.Output);
        return true;
    }

    /// <summary>Adds a node with one output; gives the name of that, or null where the guard refuses it.</summary>
    public string? TryAdd(string type, string[] inputs, params OnnxAttribute[] attributes)
    {
        NodeProto node = new() { OpType = type, Input = { inputs }, Attribute = { attributes.Select(attribute => attribute.Proto) } };
        return TryAdd(node) ? node.Output[0] : null;
    }

    /// <summary>A value of the graph; one that was made lately more often than not.</summary>
    public string? Any(Func<GuardedValue, bool> fits)
    {
        string[] fitting = [.. _values.Where(name => fits(_guard[name]))];
        return fitting.Length == 0 ? null : fitting[Math.Max(Random.Next(fitting.Length), Random.Next(fitting.Length))];
    }

    public string Weight(OnnxElementType type, params long[] shape)
    {
        long count = shape.Aggregate(1L, (size, length) => size * length);
        TensorProto tensor = new() { Name = $"w{_names++}", DataType = (int)type, Dims = { shape } };
        float[] numbers = [.. Enumerable.Range(0, (int)count).Select(_ => Number())];
        switch (type)
        {
            case OnnxElementType.Float32: tensor.RawData = Raw(numbers); break;
            case OnnxElementType.Float64: tensor.RawData = Raw(Array.ConvertAll(numbers, number => (double)number)); break;
            case OnnxElementType.Float16: tensor.RawData = Raw(Array.ConvertAll(numbers, number => (Half)(number % 1000))); break;
            case OnnxElementType.Int64: tensor.RawData = Raw(Array.ConvertAll(numbers, _ => Whole())); break;
            case OnnxElementType.Int32: tensor.RawData = Raw(Array.ConvertAll(numbers, _ => (int)Whole())); break;
            case OnnxElementType.Text: tensor.StringData.Add(numbers.Select(number => ByteString.CopyFromUtf8($"{number}"))); break;
            case OnnxElementType.Boolean: tensor.RawData = Raw(Array.ConvertAll(numbers, number => (byte)(number > 0 ? 1 : 0))); break;
            default: tensor.RawData = Raw(Array.ConvertAll(numbers, number => (byte)((long)(number % 200) & 0xFF))); break;
        }

        return Add(tensor);
    }

    public string Ints(params long[] values) => Add(new TensorProto
    {
        Name = $"w{_names++}",
        DataType = (int)OnnxElementType.Int64,
        Dims = { values.Length },
        RawData = Raw(values),
    });

    /// <summary>Mostly small numbers, at times those at which arithmetic goes wrong.</summary>
    public float Number() => Random.Next(12) == 0 ? Extremes[Random.Next(Extremes.Length)] : (Random.NextSingle() * 2) - 1;

    public long Whole() => Random.Next(3) == 0 ? WholeExtremes[Random.Next(WholeExtremes.Length)] : Random.Next(-8, 9);

    /// <summary>A small length; a large one now and then.</summary>
    public long Length() => Random.Next(40) switch { 0 => 1 << Random.Next(8, 20), 1 => Random.Next(50, 300), _ => Random.Next(1, 7) };

    private static ByteString Raw<T>(T[] values)
        where T : unmanaged => ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan()));

    private string Add(TensorProto tensor)
    {
        _guard.AddWeight(tensor);
        Graph.Initializer.Add(tensor);
        _values.Add(tensor.Name);
        return tensor.Name;
    }
}
