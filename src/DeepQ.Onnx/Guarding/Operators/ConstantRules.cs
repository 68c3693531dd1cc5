using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Guarding.Operators;

/// <summary>Operators whose results do not depend on a state.</summary>
internal static class ConstantRules
{
    public static GuardedValue[] Constant(GuardedNode node)
    {
        TensorProto? tensor = node.Tensor("value");
        float? number = node.Has("value_float") ? node.Float("value_float", 0) : null;
        long? whole = node.Has("value_int") ? node.Int("value_int", 0) : null;
        IReadOnlyList<float>? numbers = node.Floats("value_floats");
        long[]? wholes = node.Ints("value_ints");
        GuardedValue?[] given =
        [
            tensor is null ? null : GuardedTensor.Value(tensor),
            number is null ? null : new(OnnxElementType.Float32, GuardedShape.Fixed()),
            whole is null ? null : new(OnnxElementType.Int64, GuardedShape.Fixed(), [new Length(whole.Value)]),
            numbers is null ? null : new(OnnxElementType.Float32, GuardedShape.Fixed(numbers.Count)),
            wholes is null ? null : new(OnnxElementType.Int64, GuardedShape.Fixed(wholes.Length), Followed(wholes)),
        ];
        GuardedValue[] values = [.. given.OfType<GuardedValue>()];
        return values.Length == 1 ? values : throw node.Refused("has another number of values than one");
    }

    public static GuardedValue[] ConstantOfShape(GuardedNode node)
    {
        IReadOnlyList<Length> lengths = node.Known(0);
        OnnxElementType type = OnnxElementType.Float32;
        if (node.Tensor("value") is { } value)
        {
            node.Require(GuardedTensor.Value(value).Shape.Count == 1, "has more than one value to repeat");
            type = (OnnxElementType)value.DataType;
        }

        node.Require(lengths.Skip(1).All(length => !length.OfBatch) && type != OnnxElementType.Text, "makes a shape that it may not");
        GuardedShape shape = new(lengths is [{ OfBatch: true }, ..], [.. lengths.Select(length => length.Count)]);
        node.Costs(shape.Count, shape.Batched);
        return [new(type, shape)];
    }

    public static GuardedValue[] Shape(GuardedNode node)
    {
        GuardedShape shape = node.Input(0).Shape;
        (long start, long end) = (node.Int("start", 0), node.Int("end", shape.Rank));
        node.Require(start == 0 && end == shape.Rank, "takes a part of the axes");
        Length[] lengths = [.. shape.Axes.Select((length, axis) => new Length(length, shape.Batched && axis == 0))];
        return [new(OnnxElementType.Int64, GuardedShape.Fixed(lengths.Length), lengths)];
    }

    public static GuardedValue[] Size(GuardedNode node)
    {
        GuardedShape shape = node.Input(0).Shape;
        return [new(OnnxElementType.Int64, GuardedShape.Fixed(), [new Length(shape.Count, shape.Batched)])];
    }

    private static Length[]? Followed(long[] values) =>
        values.Length > GuardedValue.MostKnown ? null : [.. values.Select(value => new Length(value))];
}
