using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Guarding.Operators;

/// <summary>Operators that compute each element separately.</summary>
internal static class ElementwiseRules
{
    /// <summary>A function of floating-point numbers.</summary>
    /// <param name="cost">Its cost in multiplications.</param>
    public static OperatorRule Unary(int cost) => node =>
    {
        GuardedValue input = Float(node, node.Input(0));
        node.Costs((Int128)cost * input.Shape.Count, input.Shape.Batched);
        return [input];
    };

    /// <summary>A function with parameters.</summary>
    public static GuardedValue[] Parametric(GuardedNode node)
    {
        GuardedValue input = Float(node, node.Input(0));
        node.Float("alpha", 1);
        if (node.Operator is "Selu")
            node.Float("gamma", 1);
        if (node.Operator is "HardSigmoid")
            node.Float("beta", 1);
        if (node.Operator is "Gelu")
            node.Require(node.Text("approximate", "none") is "none" or "tanh", "approximates in another way than by tanh");
        node.Costs((Int128)32 * input.Shape.Count, input.Shape.Batched);
        return [input];
    }

    public static GuardedValue[] Clip(GuardedNode node)
    {
        GuardedValue input = Number(node, node.Input(0));
        node.Float("min", 0);
        node.Float("max", 0);
        foreach (GuardedValue bound in node.Inputs.Skip(1))
            node.Require(bound.Type == input.Type && bound.Shape is { Rank: 0 }, "has bounds that are no numbers of its type");
        return [input with { Known = null }];
    }

    /// <summary>Sums, products and other arithmetic on numbers of one type; integers are tracked.</summary>
    public static OperatorRule Arithmetic(int cost) => node =>
    {
        GuardedValue result = Broadcast(node, Number(node, node.Input(0)).Type, cost);
        return [result with { Known = KnownResult(node, result.Shape) }];
    };

    /// <summary>The same for floating-point numbers only: a processor traps on an invalid integer division.</summary>
    public static OperatorRule FloatArithmetic(int cost) => node => [Broadcast(node, Float(node, node.Input(0)).Type, cost)];

    /// <summary>A factor for the values below zero, optionally one per channel.</summary>
    public static GuardedValue[] Slope(GuardedNode node)
    {
        GuardedValue input = Float(node, node.Input(0));
        GuardedValue result = Broadcast(node, input.Type, 1);
        node.Require(result.Shape.SameAs(input.Shape), $"has slopes {node.Input(1).Shape} for {input.Shape}");
        return [result];
    }

    public static GuardedValue[] Power(GuardedNode node)
    {
        (GuardedValue value, GuardedValue exponent) = (Float(node, node.Input(0)), Number(node, node.Input(1)));
        return [Joined(node, value.Type, [value.Shape, exponent.Shape], 64)];
    }

    public static GuardedValue[] Comparison(GuardedNode node)
    {
        OnnxElementType type = node.Input(0).Type;
        bool comparable = node.Input(0) is { IsFloat: true } or { IsWhole: true }
            || (node.Operator == "Equal" && (type == OnnxElementType.Boolean || IsText(node, type)));
        node.Require(comparable, $"compares values of {type}");
        return [Broadcast(node, type, 1) with { Type = OnnxElementType.Boolean }];
    }

    public static GuardedValue[] Logic(GuardedNode node)
    {
        node.Require(node.Input(0).Type == OnnxElementType.Boolean, "is given what is not true or false");
        return [Broadcast(node, OnnxElementType.Boolean, 1)];
    }

    public static GuardedValue[] IsNaN(GuardedNode node) =>
        [Float(node, node.Input(0)) with { Type = OnnxElementType.Boolean }];

    public static GuardedValue[] Where(GuardedNode node)
    {
        (GuardedValue condition, GuardedValue one, GuardedValue other) = (node.Input(0), node.Input(1), node.Input(2));
        node.Require(condition.Type == OnnxElementType.Boolean, "chooses by what is not true or false");
        node.Require(one.Type == other.Type, $"chooses between {one.Type} and {other.Type}");
        return [Joined(node, one.Type, [condition.Shape, one.Shape, other.Shape], 1)];
    }

    public static GuardedValue[] Cast(GuardedNode node)
    {
        (GuardedValue input, OnnxElementType type) = (node.Input(0), (OnnxElementType)node.Int("to", 0));
        node.Flag("saturate", true);
        bool allowed = type is OnnxElementType.Float32 or OnnxElementType.Float64 or OnnxElementType.Float16
            or OnnxElementType.Int64 or OnnxElementType.Int32 or OnnxElementType.Boolean or OnnxElementType.UInt8
            or OnnxElementType.Int8 || IsText(node, type) || IsKey(node, type);
        // Text that is not a number would end a run.
        node.Require(allowed && (input.Type != OnnxElementType.Text || IsText(node, type)), $"makes {type} of {input.Type}");
        bool text = type == OnnxElementType.Text || input.Type == OnnxElementType.Text;
        node.Costs((Int128)(text ? 512 : 1) * input.Shape.Count, input.Shape.Batched);
        bool follows = type == OnnxElementType.Int64
            || (type == OnnxElementType.Int32 && input.Known?.All(length => (int)length.Count == length.Count) == true);
        return [input with { Type = type, Known = follows ? input.Known : null }];
    }

    public static GuardedValue[] Identity(GuardedNode node) => [node.Input(0)];

    /// <summary>Dropout during training; here nothing may be dropped.</summary>
    public static GuardedValue[] Dropout(GuardedNode node)
    {
        GuardedValue input = Float(node, node.Input(0));
        node.Float("ratio", 0);
        node.Int("seed", 0);
        if (node.Optional(2) is not null)
        {
            TensorProto? training = node.Constants[2];
            bool off = training is { RawData.Length: 1 } ? training.RawData[0] == 0 : training?.Int32Data is [0];
            node.Require(off, "is in training mode: its answers would be random");
        }

        return node.OutputCount == 1 ? [input] : [input, input with { Type = OnnxElementType.Boolean }];
    }

    public static GuardedValue Float(GuardedNode node, GuardedValue value) =>
        value.IsFloat ? value : throw node.Refused($"is given {value.Type}, and takes floating-point numbers");

    public static GuardedValue Number(GuardedNode node, GuardedValue value) =>
        value.IsFloat || value.IsWhole ? value : throw node.Refused($"is given {value.Type}, and takes numbers");

    public static bool IsText(GuardedNode node, OnnxElementType type) =>
        type == OnnxElementType.Text && node.Profile == OnnxProfile.Pipeline;

    // ML.NET uses one of these types for the values of a key.
    private static bool IsKey(GuardedNode node, OnnxElementType type) =>
        node.Profile == OnnxProfile.Pipeline
        && type is (OnnxElementType.UInt16 or OnnxElementType.UInt32 or OnnxElementType.UInt64);

    private static GuardedValue Broadcast(GuardedNode node, OnnxElementType type, int cost)
    {
        foreach (GuardedValue input in node.Inputs)
            node.Require(input.Type == type, $"is given {type} and {input.Type}");
        return Joined(node, type, [.. node.Inputs.Select(input => input.Shape)], cost);
    }

    private static GuardedValue Joined(GuardedNode node, OnnxElementType type, GuardedShape[] shapes, int cost)
    {
        GuardedShape result = shapes[0];
        foreach (GuardedShape shape in shapes.Skip(1))
        {
            // Before version 8 these did not broadcast.
            node.Require(node.Version >= 8 || node.Operator is not ("Max" or "Min" or "Sum" or "Mean") || shape.SameAs(result),
                $"joins values of the shapes {result} and {shape}");
            result = GuardedShape.Broadcast(result, shape)
                ?? throw node.Refused($"joins values of the shapes {result} and {shape}");
        }

        node.Costs((Int128)cost * result.Count * shapes.Length, result.Batched);
        return new(type, result);
    }

    private static Length[]? KnownResult(GuardedNode node, GuardedShape shape)
    {
        if (node.InputCount != 2 || node.Operator is not ("Add" or "Sub" or "Mul") || shape.Batched || shape.Rank > 1
            || node.Input(0).Known is not { } a || node.Input(1).Known is not { } b)
        {
            return null;
        }

        Length?[] results =
        [
            .. Enumerable.Range(0, (int)shape.Count).Select(i =>
                Combined(node.Operator, a[a.Count == 1 ? 0 : i], b[b.Count == 1 ? 0 : i])),
        ];
        return results.Contains(null) ? null : [.. results.Select(length => length!.Value)];
    }

    // A length that is neither a number nor a multiple of the batch is not tracked.
    private static Length? Combined(string operation, Length a, Length b)
    {
        Int128 count = operation switch
        {
            "Add" => (Int128)a.Count + b.Count,
            "Sub" => (Int128)a.Count - b.Count,
            _ => (Int128)a.Count * b.Count,
        };
        bool plain = !a.OfBatch && !b.OfBatch;
        bool ofBatch = operation == "Mul" ? a.OfBatch != b.OfBatch : a.OfBatch && b.OfBatch;
        return (plain || ofBatch) && Int128.Abs(count) <= OnnxLimits.Most ? new((long)count, ofBatch) : null;
    }
}
