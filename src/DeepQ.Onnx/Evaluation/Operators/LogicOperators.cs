using System.Numerics;
using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>Comparisons and selection.</summary>
internal static class LogicOperators
{
    private delegate bool Relation<T>(T x, T y);

    public static void Compare(EvaluatedNode node)
    {
        switch (node.Input(0).Type)
        {
            case OnnxElementType.Float32: Compare<float>(node); break;
            case OnnxElementType.Float64: Compare<double>(node); break;
            case OnnxElementType.Int64: Compare<long>(node); break;
            case OnnxElementType.Int32: Compare<int>(node); break;
            case OnnxElementType.Boolean: Emit<bool>(node, (x, y) => x == y); break;
            default: throw node.Unsupported($"of {node.Input(0).Type}");
        }
    }

    public static void And(EvaluatedNode node) => Emit<bool>(node, (x, y) => x & y);

    public static void Or(EvaluatedNode node) => Emit<bool>(node, (x, y) => x | y);

    public static void Xor(EvaluatedNode node) => Emit<bool>(node, (x, y) => x ^ y);

    public static void Not(EvaluatedNode node)
    {
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<bool> x = memory.Of<bool>(from, states);
            Span<bool> y = memory.Of<bool>(to, states);
            for (int i = 0; i < y.Length; i++)
                y[i] = !x[i];
        });
    }

    public static void IsNaN(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> x = memory.Of<float>(from, states);
            Span<bool> y = memory.Of<bool>(to, states);
            for (int i = 0; i < y.Length; i++)
                y[i] = float.IsNaN(x[i]);
        });
    }

    public static void Where(EvaluatedNode node)
    {
        switch (node.Output().Type)
        {
            case OnnxElementType.Float32: Where<uint>(node); break;
            case OnnxElementType.Int64 or OnnxElementType.Float64: Where<ulong>(node); break;
            case OnnxElementType.Int32: Where<uint>(node); break;
            case OnnxElementType.Boolean: Where<byte>(node); break;
            default: throw node.Unsupported($"of {node.Output().Type}");
        }
    }

    private static void Compare<T>(EvaluatedNode node)
        where T : unmanaged, INumber<T>
    {
        Emit<T>(node, node.Operator switch
        {
            "Less" => (x, y) => x < y,
            "LessOrEqual" => (x, y) => x <= y,
            "Greater" => (x, y) => x > y,
            "GreaterOrEqual" => (x, y) => x >= y,
            _ => (x, y) => x == y,
        });
    }

    private static void Emit<T>(EvaluatedNode node, Relation<T> relation)
        where T : unmanaged
    {
        Storage one = node.Read(0), other = node.Read(1), to = node.Write();
        Strides strides = Strides.Broadcast(node.Output().Shape, node.Shape(0), node.Shape(1));
        node.Emit((memory, states) =>
        {
            RelationLine<T> line = new(
                memory.Of<T>(one, states), memory.Of<T>(other, states), memory.Of<bool>(to, states), relation,
                strides.Inner(0), strides.Inner(1));
            strides.Each(states, ref line);
        });
    }

    private static void Where<T>(EvaluatedNode node)
        where T : unmanaged
    {
        Storage condition = node.Read(0), one = node.Read(1), other = node.Read(2), to = node.Write();
        Strides strides = Strides.Broadcast(node.Output().Shape, node.Shape(0), node.Shape(1), node.Shape(2));
        node.Emit((memory, states) =>
        {
            WhereLine<T> line = new(
                memory.Of<bool>(condition, states), memory.Of<T>(one, states), memory.Of<T>(other, states), memory.Of<T>(to, states), strides);
            strides.Each(states, ref line);
        });
    }

    private ref struct RelationLine<T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<bool> result, Relation<T> relation, int xStride, int yStride) : ILine
    {
        private readonly ReadOnlySpan<T> _x = x;
        private readonly ReadOnlySpan<T> _y = y;
        private Span<bool> _result = result;

        public void Run(scoped ReadOnlySpan<int> offsets, int length)
        {
            for (int i = 0; i < length; i++)
                _result[i] = relation(_x[offsets[0] + (i * xStride)], _y[offsets[1] + (i * yStride)]);
            _result = _result[length..];
        }
    }

    private ref struct WhereLine<T>(
        ReadOnlySpan<bool> condition, ReadOnlySpan<T> one, ReadOnlySpan<T> other, Span<T> result, Strides strides) : ILine
    {
        private readonly ReadOnlySpan<bool> _condition = condition;
        private readonly ReadOnlySpan<T> _one = one;
        private readonly ReadOnlySpan<T> _other = other;
        private Span<T> _result = result;

        public void Run(scoped ReadOnlySpan<int> offsets, int length)
        {
            for (int i = 0; i < length; i++)
            {
                _result[i] = _condition[offsets[0] + (i * strides.Inner(0))]
                    ? _one[offsets[1] + (i * strides.Inner(1))]
                    : _other[offsets[2] + (i * strides.Inner(2))];
            }

            _result = _result[length..];
        }
    }
}
