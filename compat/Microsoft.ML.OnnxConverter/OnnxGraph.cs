using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML.Model.OnnxConverter;

/// <summary>A graph that grows node by node, and the tensors that hold the columns at this point.</summary>
/// <remarks>The numbers of fields are those of onnx.proto.</remarks>
internal sealed class OnnxGraph(int opSetVersion) : IOnnxGraph
{
    private const string MachineLearning = "ai.onnx.ml";
    private const int MachineLearningVersion = 2;
    private const int IrVersion = 6;
    private const long Open = -1;
    private const string OutputEnding = ".output";
    private readonly ProtobufMessage _graph = new ProtobufMessage().Text(2, "model");
    private readonly Dictionary<string, string> _tensors = [];
    private readonly HashSet<string> _names = [];

    public string TensorOf(string column)
        => _tensors.GetValueOrDefault(column)
            ?? throw new NotSupportedException($"ONNX has no tensors for a column like '{column}'.");

    public void Publish(string column, string tensor) => _tensors[column] = tensor;

    public string Add(string operation, string[] inputs, params (string Name, object Value)[] attributes)
    {
        string[] parts = operation.Split("::");
        string output = NewName(parts[^1]);
        AddNode(parts[^1], inputs, output, parts.Length > 1 ? parts[0] : "", attributes);
        return output;
    }

    public string Constant<T>(T[] values, params int[] dimensions)
    {
        string name = NewName("Constant");
        var tensor = new ProtobufMessage();
        foreach (int dimension in dimensions)
            tensor.Number(1, dimension);
        tensor.Number(2, OnnxElementType.Of(typeof(T))).Text(8, name);
        if (values is ReadOnlyMemory<char>[] texts)
        {
            foreach (ReadOnlyMemory<char> text in texts)
                tensor.Text(6, text.ToString());
        }
        else
        {
            var raw = new byte[Buffer.ByteLength(values)];
            Buffer.BlockCopy(values, 0, raw, 0, raw.Length);
            tensor.Bytes(9, raw);
        }

        _graph.Message(5, tensor);
        return name;
    }

    public string Cast(string tensor, DataViewType itemType)
        => Add("Cast", [tensor], ("to", (long)OnnxElementType.Of(itemType.RawType)));

    /// <summary>Makes a column an input, unless its type cannot be one.</summary>
    internal void AddInput(DataViewSchema.Column column)
    {
        if (!OnnxElementType.Exists(column.Type.GetItemType().RawType) || column.Type.GetValueCount() == 0)
            return;
        _names.Add(column.Name);
        _tensors.Add(column.Name, column.Name);
        _graph.Message(11, ValueInfo(column.Name, column.Type));
    }

    /// <summary>Makes a column an output, unless its type cannot be one.</summary>
    internal void AddOutput(DataViewSchema.Column column)
    {
        if (!_tensors.TryGetValue(column.Name, out string tensor))
            return;
        string name = column.Name + OutputEnding;
        AddNode("Identity", [tensor], name, "");
        _graph.Message(12, ValueInfo(name, column.Type));
        string[] slots = AnnotationBuilding.SlotNamesOf(column);
        if (slots != null)
            AddSlotNames(column.Name, slots);
    }

    internal byte[] ToBytes()
        => new ProtobufMessage()
            .Number(1, IrVersion)
            .Text(2, "ML.NET")
            .Message(7, _graph)
            .Message(8, new ProtobufMessage().Text(1, "").Number(2, opSetVersion))
            .Message(8, new ProtobufMessage().Text(1, MachineLearning).Number(2, MachineLearningVersion))
            .ToBytes();

    // The names of slots are kept as a table from names to numbers, whose output nobody reads.
    private void AddSlotNames(string column, string[] slots)
    {
        string input = $"mlnet.{column}.SlotNames";
        string output = $"mlnet.{column}.unusedOutput";
        _graph.Message(
            5,
            new ProtobufMessage().Number(1, 1).Number(1, 1)
                .Number(2, OnnxElementType.Of(typeof(ReadOnlyMemory<char>))).Text(8, input).Text(6, "one"));
        long[] numbers = [.. Enumerable.Range(0, slots.Length).Select(slot => (long)slot)];
        AddNode(
            "LabelEncoder", [input], output, MachineLearning, ("keys_strings", slots), ("values_int64s", numbers));
        _graph.Message(12, ValueInfo(output, NumberDataViewType.Int64));
    }

    private static ProtobufMessage ValueInfo(string name, DataViewType type)
    {
        var shape = new ProtobufMessage().Message(1, new ProtobufMessage().Number(1, Open));
        foreach (int dimension in type is VectorDataViewType vector ? [.. vector.Dimensions] : new[] { 1 })
            shape.Message(1, new ProtobufMessage().Number(1, dimension));
        var tensor = new ProtobufMessage().Number(1, OnnxElementType.Of(type.GetItemType().RawType)).Message(2, shape);
        return new ProtobufMessage().Text(1, name).Message(2, new ProtobufMessage().Message(1, tensor));
    }

    private void AddNode(
        string operation,
        string[] inputs,
        string output,
        string domain,
        params (string Name, object Value)[] attributes)
    {
        var node = new ProtobufMessage();
        foreach (string input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(3, output).Text(4, operation).Text(7, domain);
        foreach ((string name, object value) in attributes)
            node.Message(5, OnnxAttribute.Create(name, value));
        _graph.Message(1, node);
    }

    private string NewName(string stem)
    {
        int number = 0;
        while (!_names.Add($"{stem}{number}"))
            number++;
        return $"{stem}{number}";
    }
}
