using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;
using static DeepQ.HostileFiles.Recipes;

namespace DeepQ.HostileFiles;

/// <summary>Uses of operators that have shapes, axes or windows of their own.</summary>
internal static class Families
{
    public static bool Settled(NodeProto node, Draft draft) => node.OpType switch
    {
        _ when node.OpType.StartsWith("Reduce", StringComparison.Ordinal) => Reduction(node, draft),
        _ when node.Domain.Length > 0 => Featurizers.Settled(node, draft),
        "ArgMax" or "ArgMin" => Floats(node, draft, 1) && Attribute(node, Axis(draft)) && Keep(node, draft),
        "TopK" => Floats(node, draft, 1) && Count(node, draft),
        "MatMul" => Floats(node, draft, 2) && Reads(node, Factor(node, draft)),
        "MatMulInteger" => Reads(node, draft.Any(value => value.Type is OnnxElementType.UInt8 or OnnxElementType.Int8 && value.Shape.Rank >= 2))
            && Reads(node, draft.Weight(OnnxElementType.Int8, draft[node.Input[0]].Shape.Axes[^1], draft.Length())),
        "Gemm" => Gemm(node, draft),
        "Conv" => Image(node, draft) && Kernels(node, draft) && Window(node, draft),
        "MaxPool" or "AveragePool" => Image(node, draft) && Attribute(node, OnnxAttribute.Ints("kernel_shape", Each(node, draft, Size)))
            && Window(node, draft),
        "GlobalAveragePool" or "GlobalMaxPool" => Image(node, draft),
        "InstanceNormalization" => Image(node, draft) && Channels(node, draft, 2),
        "BatchNormalization" => Floats(node, draft, 2) && Channels(node, draft, 4),
        "LayerNormalization" => Floats(node, draft, 1)
            && Reads(node, draft.Weight(draft[node.Input[0]].Type, Math.Min(draft[node.Input[0]].Shape.Axes[^1], 10_000))),
        "Pad" => Pad(node, draft),
        "Reshape" => Reads(node, draft.Any(value => value.Shape.Count > 1)) && Reads(node, Target(node, draft)),
        "Expand" => Floats(node, draft) && Reads(node, Shape(draft)),
        "Tile" => Floats(node, draft, 1) && Reads(node, draft.Ints(
            [.. draft[node.Input[0]].Shape.Axes.Select((_, axis) => axis == 0 ? 1L : draft.Length())])),
        "Transpose" => Floats(node, draft, 1) && Perhaps(draft, () => Attribute(node, OnnxAttribute.Ints("perm", Order(node, draft)))),
        "Unsqueeze" or "Squeeze" => Reads(node, draft.Any(_ => true)) && Axes(node, draft, draft.Version < 13),
        "Concat" => Concat(node, draft),
        "Slice" => Slice(node, draft),
        "Split" => Floats(node, draft, 1) && Attribute(node, Axis(draft)),
        "Gather" => Reads(node, draft.Any(value => value.Shape.Rank > 0))
            && Reads(node, draft.Ints(draft.Random.Next(-2, 3), draft.Random.Next(3))) && Attribute(node, Axis(draft)),
        "DynamicQuantizeLinear" => Reads(node, draft.Any(value => value.Type == OnnxElementType.Float32)),
        "QuantizeLinear" => Floats(node, draft) && Reads(node, draft.Weight(OnnxElementType.Float32)) && Reads(node, draft.Weight(OnnxElementType.UInt8)),
        "DequantizeLinear" => Reads(node, draft.Any(value => value.Type is OnnxElementType.UInt8 or OnnxElementType.Int8 or OnnxElementType.Int32)) && Reads(node, draft.Weight(OnnxElementType.Float32)),
        _ => Floats(node, draft),
    };

    private static long Size(Draft draft) => draft.Random.Next(20) == 0 ? draft.Random.Next(1, 300) : draft.Random.Next(1, 5);

    private static bool Image(NodeProto node, Draft draft) =>
        Reads(node, draft.Any(value => value.Type == OnnxElementType.Float32 && value.Shape is { Rank: 3 or 4, Batched: true }));

    private static long[] Each(NodeProto node, Draft draft, Func<Draft, long> number, int times = 1) =>
        [.. Enumerable.Range(0, times * (draft[node.Input[0]].Shape.Rank - 2)).Select(_ => number(draft))];

    private static bool Window(NodeProto node, Draft draft) =>
        Perhaps(draft, () => Attribute(node, OnnxAttribute.Ints("strides", Each(node, draft, Size))))
        && Perhaps(draft, () => Attribute(node, OnnxAttribute.Ints("pads", Each(node, draft, d => d.Random.Next(6) == 0 ? Size(d) : 0, 2))))
        && Perhaps(draft, () => draft.Random.Next(3) > 0 || Attribute(node, OnnxAttribute.Ints("dilations", Each(node, draft, Size))))
        && Perhaps(draft, () => draft.Random.Next(3) > 0 || Attribute(node, OnnxAttribute.Text(
            "auto_pad", draft.Random.Next(4) switch { 0 => "NOTSET", 1 => "SAME_UPPER", 2 => "VALID", _ => "SAME_LOWER" })));

    private static bool Kernels(NodeProto node, Draft draft)
    {
        long[] image = draft[node.Input[0]].Shape.Axes;
        long groups = draft.Random.Next(5) == 0 ? image[1] : 1;
        long channels = groups * draft.Random.Next(1, 4);
        node.Input.Add(draft.Weight(OnnxElementType.Float32, [channels, image[1] / groups, .. Each(node, draft, Size)]));
        return Perhaps(draft, () => Reads(node, draft.Weight(OnnxElementType.Float32, channels)))
            && (groups == 1 || Attribute(node, OnnxAttribute.Int("group", groups)));
    }

    private static bool Channels(NodeProto node, Draft draft, int inputs)
    {
        GuardedValue value = draft[node.Input[0]];
        for (int i = 0; i < inputs; i++)
            node.Input.Add(draft.Weight(value.Type, Math.Min(value.Shape.Axes[1], 10_000)));
        return true;
    }

    private static bool Keep(NodeProto node, Draft draft) =>
        Perhaps(draft, () => Attribute(node, OnnxAttribute.Int("keepdims", draft.Random.Next(2))));

    private static bool Reduction(NodeProto node, Draft draft)
    {
        if (!Reads(node, draft.Any(value => value.Type is OnnxElementType.Float32 or OnnxElementType.Float64 or OnnxElementType.Int64 or OnnxElementType.Int32 && value.Shape.Rank > 0)))
            return false;
        int rank = draft[node.Input[0]].Shape.Rank;
        bool attribute = draft.Version < (node.OpType == "ReduceSum" ? 13 : 18);
        return Axes(node, draft, attribute, [.. Enumerable.Range(1, rank).Where(axis => axis < rank).Select(axis => (long)axis).Take(draft.Random.Next(1, 3))])
            && Keep(node, draft);
    }

    private static bool Axes(NodeProto node, Draft draft, bool attribute, params long[] axes)
    {
        if (axes.Length == 0)
            axes = [draft.Random.Next(-2, 4)];
        return attribute ? Attribute(node, OnnxAttribute.Ints("axes", axes)) : Reads(node, draft.Ints(axes));
    }

    private static bool Count(NodeProto node, Draft draft)
    {
        if (draft.Version < 10)
            return Attribute(node, OnnxAttribute.Int("k", draft.Random.Next(1, 3)));
        return Reads(node, draft.Ints(draft.Random.Next(1, 4))) && Attribute(node, Axis(draft));
    }

    private static string? Factor(NodeProto node, Draft draft)
    {
        GuardedValue value = draft[node.Input[0]];
        long inner = value.Shape.Axes[^1];
        return draft.Random.Next(3) == 0
            ? draft.Any(other => other.Type == value.Type && other.Shape.Rank >= 2 && other.Shape.Axes[^2] == inner)
            : draft.Weight(value.Type, Math.Min(inner, 20_000), draft.Random.Next(1, 9));
    }

    private static bool Gemm(NodeProto node, Draft draft)
    {
        if (!Reads(node, draft.Any(value => value.Type is OnnxElementType.Float32 or OnnxElementType.Float64 && value.Shape.Rank == 2)))
            return false;
        GuardedValue value = draft[node.Input[0]];
        (long inner, long outputs, bool turned) = (Math.Min(value.Shape.Axes[1], 20_000), draft.Random.Next(1, 9), draft.Random.Next(2) == 0);
        node.Input.Add(turned ? draft.Weight(value.Type, outputs, inner) : draft.Weight(value.Type, inner, outputs));
        node.Attribute.Add(OnnxAttribute.Int("transB", turned ? 1 : 0).Proto);
        return Perhaps(draft, () => Attribute(node, OnnxAttribute.Float("alpha", draft.Number())))
            && Perhaps(draft, () => Reads(node, draft.Weight(value.Type, draft.Random.Next(3) == 0 ? [] : [outputs])));
    }

    private static bool Pad(NodeProto node, Draft draft)
    {
        if (!Floats(node, draft, 1))
            return false;
        int rank = draft[node.Input[0]].Shape.Rank;
        long[] pads = [.. Enumerable.Range(0, 2 * rank).Select(i => i % rank == 0 ? 0L : draft.Random.Next(4) == 0 ? draft.Length() : 0)];
        string mode = draft.Random.Next(4) switch { 0 => "edge", 1 => "reflect", _ => "constant" };
        return Attribute(node, OnnxAttribute.Text("mode", mode))
            && (draft.Version < 11 ? Attribute(node, OnnxAttribute.Ints("pads", pads)) : Reads(node, draft.Ints(pads)));
    }

    private static string Target(NodeProto node, Draft draft)
    {
        GuardedShape shape = draft[node.Input[0]].Shape;
        long[] divisors = [.. new long[] { 1, 2, 3, 4, 6 }.Where(divisor => shape.Count % divisor == 0)];
        long part = divisors[draft.Random.Next(divisors.Length)];
        return draft.Random.Next(6) switch
        {
            0 => Shape(draft),
            1 => draft.Ints(0, -1),
            2 => draft.Ints(-1, 1, part, shape.Count / part),
            3 => draft.Ints(-1, part),
            _ => draft.Ints(-1, part, shape.Count / part),
        };
    }

    private static long[] Order(NodeProto node, Draft draft)
    {
        long[] order = [.. Enumerable.Range(0, draft[node.Input[0]].Shape.Rank).Select(axis => (long)axis)];
        draft.Random.Shuffle(draft.Random.Next(4) == 0 ? order : order.AsSpan(1));
        return order;
    }

    private static bool Concat(NodeProto node, Draft draft)
    {
        if (!Reads(node, draft.Any(value => value.Shape.Rank > 0)))
            return false;
        GuardedValue first = draft[node.Input[0]];
        for (int i = draft.Random.Next(0, 4); i > 0; i--)
            node.Input.Add(draft.Any(value => value.Type == first.Type && value.Shape.SameAs(first.Shape))!);
        return Attribute(node, Axis(draft));
    }

    private static bool Slice(NodeProto node, Draft draft)
    {
        if (!Reads(node, draft.Any(value => value.Shape.Rank > 0)))
            return false;
        long axis = draft[node.Input[0]].Shape.Rank > 1 ? draft.Random.Next(1, 3) : 0;
        (long start, long end) = (draft.Random.Next(3) == 0 ? draft.Whole() : 0, draft.Random.Next(3) == 0 ? draft.Whole() : 2);
        if (draft.Version < 10)
        {
            return Attribute(node, OnnxAttribute.Ints("starts", start)) && Attribute(node, OnnxAttribute.Ints("ends", end))
                && Attribute(node, OnnxAttribute.Ints("axes", axis));
        }

        node.Input.AddAll(draft.Ints(start), draft.Ints(end), draft.Ints(axis));
        return Perhaps(draft, () => Reads(node, draft.Ints(draft.Random.Next(3) == 0 ? draft.Whole() : 1)));
    }
}
