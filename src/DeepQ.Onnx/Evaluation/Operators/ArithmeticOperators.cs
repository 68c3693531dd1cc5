using System.Numerics;
using DeepQ.Onnx.Evaluation.Kernels;
using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>Operators on numbers of several values, with broadcasting.</summary>
internal static class ArithmeticOperators
{
    public static void Add(EvaluatedNode node) => ByType(node, Fold<float, Binary.Add<float>>, Fold<double, Binary.Add<double>>,
        Fold<long, Binary.Add<long>>, Fold<int, Binary.Add<int>>);

    public static void Subtract(EvaluatedNode node) => ByType(node, Fold<float, Binary.Subtract<float>>,
        Fold<double, Binary.Subtract<double>>, Fold<long, Binary.Subtract<long>>, Fold<int, Binary.Subtract<int>>);

    public static void Multiply(EvaluatedNode node) => ByType(node, Fold<float, Binary.Multiply<float>>,
        Fold<double, Binary.Multiply<double>>, Fold<long, Binary.Multiply<long>>, Fold<int, Binary.Multiply<int>>);

    public static void Divide(EvaluatedNode node) =>
        ByType(node, Fold<float, Binary.Divide<float>>, Fold<double, Binary.Divide<double>>, null, null);

    public static void Greatest(EvaluatedNode node) => ByType(node, Fold<float, Binary.Greatest<float>>,
        Fold<double, Binary.Greatest<double>>, Fold<long, Binary.Greatest<long>>, Fold<int, Binary.Greatest<int>>);

    public static void Least(EvaluatedNode node) => ByType(node, Fold<float, Binary.Least<float>>,
        Fold<double, Binary.Least<double>>, Fold<long, Binary.Least<long>>, Fold<int, Binary.Least<int>>);

    public static void Slope(EvaluatedNode node) => ByType(node, Fold<float, Binary.Slope<float>>, null, null, null);

    /// <summary>The mean of values.</summary>
    public static void Mean(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        Fold<float, Binary.Add<float>>(node);
        (Step sum, int count) = (node.Step!, node.InputCount);
        Storage result = node.Writes[^1];
        node.Emit((memory, states) =>
        {
            sum(memory, states);
            Span<float> values = memory.Of<float>(result, states);
            Unary.Run(new Unary.Line(1f / count, 0), values, values);
        });
    }

    /// <summary>Powers; small constant integer exponents become products.</summary>
    public static void Power(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        ElementwiseOperators.RequireFloat(node, 1);
        Storage from = node.Read(0);
        if (node.IsConstant(1) && node.Shape(1).Count == 1 && node.Constant(1).Constant<float>()[0] == 2
            && node.Output().Shape.SameAs(node.Shape(0)))
        {
            Storage to = node.Write();
            node.Emit((memory, states) =>
            {
                ReadOnlySpan<float> x = memory.Of<float>(from, states);
                Binary.Line<float, Binary.Multiply<float>> line = new(x, x, memory.Of<float>(to, states), 1, 1);
                line.Run([0, 0], x.Length);
            });
            return;
        }

        Storage exponent = node.Read(1), result = node.Write();
        Strides strides = Strides.Broadcast(node.Output().Shape, node.Shape(0), node.Shape(1));
        node.Emit((memory, states) =>
        {
            PowerLine line = new(
                memory.Of<float>(from, states),
                memory.Of<float>(exponent, states),
                memory.Of<float>(result, states),
                strides.Inner(0),
                strides.Inner(1));
            strides.Each(states, ref line);
        });
    }

    private static void ByType(
        EvaluatedNode node,
        Action<EvaluatedNode>? floats,
        Action<EvaluatedNode>? doubles,
        Action<EvaluatedNode>? longs,
        Action<EvaluatedNode>? ints)
    {
        Action<EvaluatedNode>? compute = node.Input(0).Type switch
        {
            OnnxElementType.Float32 => floats,
            OnnxElementType.Float64 => doubles,
            OnnxElementType.Int64 => longs,
            OnnxElementType.Int32 => ints,
            _ => null,
        };
        (compute ?? throw node.Unsupported($"of {node.Input(0).Type}"))(node);
    }

    // For several values in sequence: the sum of two and the third, and so on.
    private static void Fold<T, TFunction>(EvaluatedNode node)
        where T : unmanaged, INumber<T>
        where TFunction : IBinary<T>
    {
        GuardedShape whole = node.Output().Shape;
        if (node.InputCount == 1)
        {
            node.Alias();
            return;
        }

        List<Step> steps = [];
        (Storage sum, GuardedShape shape) = (node.Read(0), node.Shape(0));
        for (int i = 1; i < node.InputCount; i++)
        {
            (Storage x, Storage y) = (sum, node.Read(i));
            GuardedShape result = i == node.InputCount - 1 ? whole : GuardedShape.Broadcast(shape, node.Shape(i))!;
            Storage to = i == node.InputCount - 1 ? Target(node, x, y, shape) : node.Scratch(new(node.Output().Type, result));
            Strides strides = Strides.Broadcast(result, shape, node.Shape(i));
            (int xStride, int yStride) = (strides.Inner(0), strides.Inner(1));
            steps.Add((memory, states) =>
            {
                Binary.Line<T, TFunction> line = new(
                    memory.Of<T>(x, states), memory.Of<T>(y, states), memory.Of<T>(to, states), xStride, yStride);
                strides.Each(states, ref line);
            });
            (sum, shape) = (to, result);
        }

        node.Emit(steps.Count == 1 ? steps[0] : Moves.InTurn([.. steps]));
    }

    // Overwrites the first value if it is as large as the result and no longer needed.
    private static Storage Target(EvaluatedNode node, Storage x, Storage y, GuardedShape shape) =>
        x != y && node.InputCount == 2 && shape.SameAs(node.Output().Shape) ? node.WriteOver(x) : node.Write();

    private ref struct PowerLine(
        ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result, int xStride, int yStride) : ILine
    {
        private readonly ReadOnlySpan<float> _x = x;
        private readonly ReadOnlySpan<float> _y = y;
        private Span<float> _result = result;

        public void Run(scoped ReadOnlySpan<int> offsets, int length)
        {
            for (int i = 0; i < length; i++)
                _result[i] = MathF.Pow(_x[offsets[0] + (i * xStride)], _y[offsets[1] + (i * yStride)]);
            _result = _result[length..];
        }
    }
}
