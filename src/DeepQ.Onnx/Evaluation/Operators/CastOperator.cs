using System.Numerics;
using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>Converts values from one type to another.</summary>
internal static class CastOperator
{
    public static void Compile(EvaluatedNode node)
    {
        (OnnxElementType from, OnnxElementType to) = (node.Input(0).Type, node.Output().Type);
        if (from == to)
        {
            node.Alias();
            return;
        }

        switch (from)
        {
            case OnnxElementType.Float32: From<float>(node, to); break;
            case OnnxElementType.Float64: From<double>(node, to); break;
            case OnnxElementType.Float16: From<Half>(node, to); break;
            case OnnxElementType.Int8: From<sbyte>(node, to); break;
            case OnnxElementType.UInt8 or OnnxElementType.Boolean: From<byte>(node, to); break;
            case OnnxElementType.Int16: From<short>(node, to); break;
            case OnnxElementType.UInt16: From<ushort>(node, to); break;
            case OnnxElementType.Int32: From<int>(node, to); break;
            case OnnxElementType.UInt32: From<uint>(node, to); break;
            case OnnxElementType.Int64: From<long>(node, to); break;
            case OnnxElementType.UInt64: From<ulong>(node, to); break;
            default: throw node.Unsupported($"from {from} to {to}");
        }
    }

    private static void From<TFrom>(EvaluatedNode node, OnnxElementType to)
        where TFrom : unmanaged, INumber<TFrom>
    {
        switch (to)
        {
            case OnnxElementType.Float32: Emit<TFrom, float>(node); break;
            case OnnxElementType.Float64: Emit<TFrom, double>(node); break;
            case OnnxElementType.Float16: Emit<TFrom, Half>(node); break;
            case OnnxElementType.Int8: Emit<TFrom, sbyte>(node); break;
            case OnnxElementType.UInt8: Emit<TFrom, byte>(node); break;
            case OnnxElementType.UInt16: Emit<TFrom, ushort>(node); break;
            case OnnxElementType.Int32: Emit<TFrom, int>(node); break;
            case OnnxElementType.UInt32: Emit<TFrom, uint>(node); break;
            case OnnxElementType.Int64: Emit<TFrom, long>(node); break;
            case OnnxElementType.UInt64: Emit<TFrom, ulong>(node); break;
            case OnnxElementType.Boolean: EmitTruth<TFrom>(node); break;
            default: throw node.Unsupported($"from {node.Input(0).Type} to {to}");
        }
    }

    private static void Emit<TFrom, TTo>(EvaluatedNode node)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<TFrom> x = memory.Of<TFrom>(from, states);
            Span<TTo> y = memory.Of<TTo>(to, states);
            for (int i = 0; i < y.Length; i++)
                y[i] = TTo.CreateTruncating(x[i]);
        });
    }

    private static void EmitTruth<TFrom>(EvaluatedNode node)
        where TFrom : unmanaged, INumber<TFrom>
    {
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<TFrom> x = memory.Of<TFrom>(from, states);
            Span<bool> y = memory.Of<bool>(to, states);
            for (int i = 0; i < y.Length; i++)
                y[i] = x[i] != TFrom.Zero;
        });
    }
}
