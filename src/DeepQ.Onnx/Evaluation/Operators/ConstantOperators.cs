using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>Operators whose results do not depend on the content of a state.</summary>
internal static class ConstantOperators
{
    public static void Constant(EvaluatedNode node)
    {
        GuardedValue value = node.Output();
        Storage to = node.Write();
        Storage from;
        if (node.Settings.Tensor("value") is { } tensor)
        {
            from = WeightReader.Read(tensor, value);
        }
        else
        {
            TensorProto written = new() { DataType = (int)value.Type };
            if (node.Settings.Has("value_float"))
                written.FloatData.Add(node.Settings.Float("value_float", 0));
            else if (node.Settings.Floats("value_floats") is { } floats)
                written.FloatData.Add(floats);
            else if (node.Settings.Has("value_int"))
                written.Int64Data.Add(node.Settings.Int("value_int", 0));
            else
                written.Int64Data.Add(node.Settings.Ints("value_ints"));
            from = WeightReader.Read(written, value);
        }

        node.Emit((_, _) =>
        {
            from.Bytes?.CopyTo(to.Bytes!, 0);
            from.Texts?.CopyTo(to.Texts!, 0);
        });
    }

    public static void ConstantOfShape(EvaluatedNode node)
    {
        Storage to = node.Write();
        TensorProto? value = node.Settings.Tensor("value");
        Storage from = value is null
            ? WeightReader.Read(new() { DataType = (int)OnnxElementType.Float32, FloatData = { 0 } }, One(OnnxElementType.Float32))
            : WeightReader.Read(value, One((OnnxElementType)value.DataType));
        switch (to.ElementSize)
        {
            case 1: node.Emit((memory, states) => memory.Of<byte>(to, states).Fill(from.Constant<byte>()[0])); break;
            case 4: node.Emit((memory, states) => memory.Of<uint>(to, states).Fill(from.Constant<uint>()[0])); break;
            case 8: node.Emit((memory, states) => memory.Of<ulong>(to, states).Fill(from.Constant<ulong>()[0])); break;
            default: throw node.Unsupported($"of {to.Type}");
        }
    }

    public static void Shape(EvaluatedNode node)
    {
        GuardedShape shape = node.Shape(0);
        Counted(node, shape.Batched, shape.Axes);
    }

    public static void Size(EvaluatedNode node)
    {
        GuardedShape shape = node.Shape(0);
        Counted(node, shape.Batched, shape.Count);
    }

    private static void Counted(EvaluatedNode node, bool batched, params long[] lengths)
    {
        Storage to = node.Write();
        node.CountsStates = batched;
        node.Emit((memory, states) =>
        {
            Span<long> values = memory.Of<long>(to, states);
            lengths.CopyTo(values);
            if (batched)
                values[0] *= states;
        });
    }

    private static GuardedValue One(OnnxElementType type) => new(type, GuardedShape.Fixed(1));
}
