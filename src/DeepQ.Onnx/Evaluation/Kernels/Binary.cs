using System.Numerics;
using System.Runtime.InteropServices;
using DeepQ.Onnx.Evaluation.Memory;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>Functions of two numbers.</summary>
internal static class Binary
{
    internal readonly struct Add<T> : IBinary<T>
        where T : struct, INumber<T>
    {
        public static T Of(T x, T y) => unchecked(x + y);

        public static Vector<T> Of(Vector<T> x, Vector<T> y) => x + y;
    }

    internal readonly struct Subtract<T> : IBinary<T>
        where T : struct, INumber<T>
    {
        public static T Of(T x, T y) => unchecked(x - y);

        public static Vector<T> Of(Vector<T> x, Vector<T> y) => x - y;
    }

    internal readonly struct Multiply<T> : IBinary<T>
        where T : struct, INumber<T>
    {
        public static T Of(T x, T y) => unchecked(x * y);

        public static Vector<T> Of(Vector<T> x, Vector<T> y) => x * y;
    }

    internal readonly struct Divide<T> : IBinary<T>
        where T : struct, INumber<T>
    {
        public static T Of(T x, T y) => x / y;

        public static Vector<T> Of(Vector<T> x, Vector<T> y) => x / y;
    }

    internal readonly struct Greatest<T> : IBinary<T>
        where T : struct, INumber<T>
    {
        public static T Of(T x, T y) => T.Max(x, y);

        public static Vector<T> Of(Vector<T> x, Vector<T> y) => Vector.Max(x, y);
    }

    internal readonly struct Least<T> : IBinary<T>
        where T : struct, INumber<T>
    {
        public static T Of(T x, T y) => T.Min(x, y);

        public static Vector<T> Of(Vector<T> x, Vector<T> y) => Vector.Min(x, y);
    }

    /// <summary>x above zero, x y below zero.</summary>
    internal readonly struct Slope<T> : IBinary<T>
        where T : struct, INumber<T>
    {
        public static T Of(T x, T y) => x < T.Zero ? x * y : x;

        public static Vector<T> Of(Vector<T> x, Vector<T> y) =>
            Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), x * y, x);
    }

    /// <summary>
    /// Computes a function of two values, which are repeated if they have fewer elements than the result.
    /// </summary>
    internal ref struct Line<T, TFunction>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result, int xStride, int yStride) : ILine
        where T : struct
        where TFunction : IBinary<T>
    {
        private readonly ReadOnlySpan<T> _x = x;
        private readonly ReadOnlySpan<T> _y = y;
        private Span<T> _result = result;

        public void Run(scoped ReadOnlySpan<int> offsets, int length)
        {
            ReadOnlySpan<T> x = _x.Slice(offsets[0], xStride == 0 ? 1 : length);
            ReadOnlySpan<T> y = _y.Slice(offsets[1], yStride == 0 ? 1 : length);
            Span<T> result = _result[..length];
            _result = _result[length..];
            int whole = length - (length % Vector<T>.Count);
            Span<Vector<T>> to = MemoryMarshal.Cast<T, Vector<T>>(result[..whole]);
            if (xStride == 0)
            {
                Vector<T> value = new(x[0]);
                ReadOnlySpan<Vector<T>> others = MemoryMarshal.Cast<T, Vector<T>>(y[..Math.Min(whole, y.Length)]);
                Vector<T> other = new(y[0]);
                for (int i = 0; i < to.Length; i++)
                    to[i] = TFunction.Of(value, yStride == 0 ? other : others[i]);
            }
            else if (yStride == 0)
            {
                Vector<T> other = new(y[0]);
                ReadOnlySpan<Vector<T>> values = MemoryMarshal.Cast<T, Vector<T>>(x[..whole]);
                for (int i = 0; i < to.Length; i++)
                    to[i] = TFunction.Of(values[i], other);
            }
            else
            {
                ReadOnlySpan<Vector<T>> values = MemoryMarshal.Cast<T, Vector<T>>(x[..whole]);
                ReadOnlySpan<Vector<T>> others = MemoryMarshal.Cast<T, Vector<T>>(y[..whole]);
                for (int i = 0; i < to.Length; i++)
                    to[i] = TFunction.Of(values[i], others[i]);
            }

            for (int i = whole; i < length; i++)
                result[i] = TFunction.Of(x[xStride == 0 ? 0 : i], y[yStride == 0 ? 0 : i]);
        }
    }
}
