using DeepQ.Onnx.Evaluation.Memory;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>Conversions between numbers and bytes, and products of bytes.</summary>
internal static class QuantizationOperators
{
    /// <summary>
    /// Quantizes to bytes with one scale for all states of a run, as ONNX defines DynamicQuantizeLinear.
    /// </summary>
    public static void Dynamic(EvaluatedNode node)
    {
        Storage from = node.Read(0), to = node.Write(), scale = node.Write(1), zero = node.Write(2);
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> x = memory.Of<float>(from, states);
            (float least, float most) = (0, 0);
            foreach (float value in x)
                (least, most) = (Math.Min(least, value), Math.Max(most, value));
            float unit = most == least ? 1 : (most - least) / byte.MaxValue;
            float offset = MathF.Round(Math.Clamp(-least / unit, 0, byte.MaxValue));
            Span<byte> y = memory.Of<byte>(to, states);
            for (int i = 0; i < y.Length; i++)
                y[i] = (byte)Math.Clamp(MathF.Round(x[i] / unit) + offset, 0, byte.MaxValue);
            memory.Of<float>(scale, states)[0] = unit;
            memory.Of<byte>(zero, states)[0] = (byte)offset;
        });
    }

    /// <summary>Sums products of bytes and weights in 32 bits.</summary>
    public static void Product(EvaluatedNode node)
    {
        GuardedShape weights = node.Shape(1);
        if (!node.IsConstant(1) || weights.Rank != 2 || (node.Has(3) && !node.IsConstant(3)) || node.Input(0).Type != OnnxElementType.UInt8)
            throw node.Unsupported("of other factors than bytes without a sign and weights");
        (int inner, int columns) = ((int)weights.Axes[0], (int)weights.Axes[1]);
        int[] factors = [.. Whole(node.Constant(1))];
        int shift = node.Has(3) ? Whole(node.Constant(3)).First() : 0;
        for (int i = 0; i < factors.Length; i++)
            factors[i] -= shift;
        Storage from = node.Read(0), to = node.Write();
        Storage? zero = node.Has(2) ? node.Read(2) : null;
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<byte> x = memory.Of<byte>(from, states);
            Span<int> y = memory.Of<int>(to, states);
            int offset = zero is null ? 0 : memory.Of<byte>(zero, states)[0];
            y.Clear();
            for (int row = 0; row < y.Length / columns; row++)
            {
                Span<int> sums = y.Slice(row * columns, columns);
                for (int i = 0; i < inner; i++)
                {
                    int factor = x[(row * inner) + i] - offset;
                    ReadOnlySpan<int> values = factors.AsSpan(i * columns, columns);
                    for (int column = 0; column < sums.Length; column++)
                        sums[column] += factor * values[column];
                }
            }
        });
    }

    public static void Quantize(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 0);
        (float[] scales, int[] zeros, Rows rows) = Scales(node);
        bool signed = node.Output().Type == OnnxElementType.Int8;
        int least = signed ? sbyte.MinValue : byte.MinValue, most = signed ? sbyte.MaxValue : byte.MaxValue;
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            ReadOnlySpan<float> x = memory.Of<float>(from, states);
            Span<byte> y = memory.Of<byte>(to, states);
            for (int i = 0; i < y.Length; i++)
            {
                int place = i / rows.Inner % rows.Length;
                y[i] = unchecked((byte)(int)Math.Clamp(MathF.Round(x[i] / scales[place]) + zeros[place], least, most));
            }
        });
    }

    public static void Dequantize(EvaluatedNode node)
    {
        if (node.Output().Type != OnnxElementType.Float32)
            throw node.Unsupported($"to {node.Output().Type}");
        (float[] scales, int[] zeros, Rows rows) = Scales(node);
        OnnxElementType type = node.Input(0).Type;
        Storage from = node.Read(0), to = node.Write();
        node.Emit((memory, states) =>
        {
            Span<float> y = memory.Of<float>(to, states);
            for (int i = 0; i < y.Length; i++)
            {
                int place = i / rows.Inner % rows.Length;
                int value = type switch
                {
                    OnnxElementType.UInt8 => memory.Of<byte>(from, states)[i],
                    OnnxElementType.Int8 => memory.Of<sbyte>(from, states)[i],
                    _ => memory.Of<int>(from, states)[i],
                };
                y[i] = (value - zeros[place]) * scales[place];
            }
        });
    }

    // One scale for all is a row of one element.
    private static (float[] Scales, int[] Zeros, Rows Rows) Scales(EvaluatedNode node)
    {
        ElementwiseOperators.RequireFloat(node, 1);
        float[] scales = node.Constant(1).Constant<float>().ToArray();
        int[] zeros = node.Has(2) ? [.. Whole(node.Constant(2))] : new int[scales.Length];
        GuardedShape shape = node.Shape(0);
        return (scales, zeros, scales.Length == 1
            ? new(1, 1, 1)
            : Rows.Along(shape, node.Settings.Axis(node.Settings.Int("axis", 1), shape.Rank)));
    }

    private static IEnumerable<int> Whole(Storage constant) => constant.Type switch
    {
        OnnxElementType.UInt8 => constant.Constant<byte>().ToArray().Select(value => (int)value),
        OnnxElementType.Int8 => constant.Constant<sbyte>().ToArray().Select(value => (int)value),
        _ => constant.Constant<int>().ToArray(),
    };
}
