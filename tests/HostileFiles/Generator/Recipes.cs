using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.HostileFiles;

/// <summary>Uses of each operator: mostly ones that fit, with settings that are at times absurd.</summary>
internal static class Recipes
{
    /// <summary>A use of an operator; null where the graph has nothing for it yet.</summary>
    public static NodeProto? Use(string name, Draft draft)
    {
        string type = name.Split('.')[^1];
        NodeProto node = new() { OpType = type, Domain = type == name ? "" : GuardedOperators.MachineLearning };
        return Settled(node, draft) ? node : null;
    }

    private static bool Settled(NodeProto node, Draft draft) => node.OpType switch
    {
        "Constant" => Attribute(node, Tensor(draft)),
        "Shape" or "Size" or "Identity" => Reads(node, draft.Any(_ => true)),
        "ConstantOfShape" => Reads(node, Shape(draft)),
        "Cast" => Reads(node, draft.Any(_ => true)) && Attribute(node, OnnxAttribute.Int("to", draft.Random.Next(1, 12))),
        "Where" => Reads(node, draft.Any(value => value.Type == OnnxElementType.Boolean)) && Pair(node, draft, value => value.Type == OnnxElementType.Float32),
        "And" or "Or" or "Xor" => Pair(node, draft, value => value.Type == OnnxElementType.Boolean),
        "Not" => Reads(node, draft.Any(value => value.Type == OnnxElementType.Boolean)),
        "Equal" => Pair(node, draft, value => value.Type is OnnxElementType.Float32 or OnnxElementType.Int64 or OnnxElementType.Int32 or OnnxElementType.Boolean or OnnxElementType.Text),
        "Add" or "Sub" or "Mul" or "Max" or "Min" or "Less" or "Greater" or "LessOrEqual" or "GreaterOrEqual" =>
            Pair(node, draft, value => value.Type is OnnxElementType.Float32 or OnnxElementType.Int64 or OnnxElementType.Int32 or OnnxElementType.Float64),
        "Div" or "PRelu" or "Sum" or "Mean" or "Pow" => Pair(node, draft, value => value.Type is OnnxElementType.Float32 or OnnxElementType.Int64 or OnnxElementType.Float64),
        "Clip" => Floats(node, draft) && Perhaps(draft, () => Attribute(node, OnnxAttribute.Float("min", draft.Number()))),
        "Dropout" => Floats(node, draft) && Perhaps(draft, () => node.Input.AddAll(draft.Weight(OnnxElementType.Float32), draft.Weight(OnnxElementType.Boolean))),
        "Softmax" or "LogSoftmax" or "Flatten" => Floats(node, draft) && Perhaps(draft, () => Attribute(node, Axis(draft))),
        "LpNormalization" => Floats(node, draft) && Perhaps(draft, () => Attribute(node, Axis(draft))),
        "LeakyRelu" or "Elu" or "Selu" or "Celu" or "ThresholdedRelu" or "HardSigmoid" =>
            Floats(node, draft) && Perhaps(draft, () => Attribute(node, OnnxAttribute.Float("alpha", draft.Number()))),
        _ => Families.Settled(node, draft),
    };

    public static bool Floats(NodeProto node, Draft draft, int least = 0) =>
        Reads(node, draft.Any(value => value.Type is OnnxElementType.Float32 or OnnxElementType.Float64 or OnnxElementType.Float16 && value.Shape.Rank >= least));

    public static bool Reads(NodeProto node, string? value)
    {
        if (value is null)
            return false;
        node.Input.Add(value);
        return true;
    }

    public static bool Attribute(NodeProto node, OnnxAttribute attribute)
    {
        node.Attribute.Add(attribute.Proto);
        return true;
    }

    public static bool Perhaps(Draft draft, Func<bool> add) => draft.Random.Next(2) == 0 || add();

    public static bool AddAll(this Google.Protobuf.Collections.RepeatedField<string> inputs, params string[] names)
    {
        inputs.Add(names);
        return true;
    }

    public static OnnxAttribute Axis(Draft draft) => OnnxAttribute.Int("axis", draft.Random.Next(-3, 4));

    /// <summary>The numbers of a shape: of a value of the graph, or made up.</summary>
    public static string Shape(Draft draft) => draft.Random.Next(3) == 0
        ? draft.Any(value => value.Known is not null) ?? draft.Ints(2, 3)
        : draft.Ints([.. Enumerable.Range(0, draft.Random.Next(1, 5)).Select(_ => draft.Length())]);

    private static OnnxAttribute Tensor(Draft draft) => draft.Random.Next(4) switch
    {
        0 => OnnxAttribute.Ints("value_ints", draft.Whole(), draft.Whole()),
        1 => OnnxAttribute.Float("value_float", draft.Number()),
        2 => OnnxAttribute.Int("value_int", draft.Whole()),
        _ => OnnxAttribute.Ints("value_ints", draft.Length()),
    };

    // A value, and one that is like it or a weight that fits: a number, a row, or of any shape.
    private static bool Pair(NodeProto node, Draft draft, Func<GuardedValue, bool> fits)
    {
        if (!Reads(node, draft.Any(fits)))
            return false;
        GuardedValue first = draft[node.Input[^1]];
        string? second = draft.Random.Next(5) switch
        {
            0 => draft.Weight(first.Type),
            1 => draft.Weight(first.Type, first.Shape is { Rank: > 0, Count: < 10_000 } shape ? shape.Axes[^1] : draft.Length()),
            2 => draft.Weight(first.Type, draft.Length(), 1),
            _ => draft.Any(value => value.Type == first.Type && value.Shape.SameAs(first.Shape)),
        };
        if (draft.Random.Next(3) == 0 && second is not null)
            (node.Input[^1], second) = (second, node.Input[^1]);
        return Reads(node, second);
    }
}
