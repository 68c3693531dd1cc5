using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>Sums, means and other reductions over rows.</summary>
internal static class Reduction
{
    /// <summary>Reduces rows of neighbors, in an order that only depends on their length.</summary>
    /// <param name="values">Rows × length values.</param>
    /// <param name="result">Receives one value per row.</param>
    /// <param name="length">The length of a row.</param>
    public static void Rows<TReduction>(ReadOnlySpan<float> values, Span<float> result, int length)
        where TReduction : IReduction
    {
        for (int row = 0; row < result.Length; row++)
            result[row] = TReduction.End(Joined<TReduction>(values.Slice(row * length, length)), length);
    }

    /// <summary>Reduces rows whose neighbors are apart, all adjacent rows at once.</summary>
    /// <param name="values">Outer × length × inner values.</param>
    /// <param name="result">Receives outer × inner values.</param>
    /// <param name="length">The length of a row.</param>
    /// <param name="inner">The distance between neighbors.</param>
    public static void Columns<TReduction>(ReadOnlySpan<float> values, Span<float> result, int length, int inner)
        where TReduction : IReduction
    {
        for (int outer = 0; outer < result.Length / inner; outer++)
        {
            ReadOnlySpan<float> block = values.Slice(outer * length * inner, length * inner);
            Span<float> sums = result.Slice(outer * inner, inner);
            Unary.Run(default(First<TReduction>), block[..inner], sums);
            for (int i = 1; i < length; i++)
                Join<TReduction>(block.Slice(i * inner, inner), sums);
            for (int i = 0; i < inner; i++)
                sums[i] = TReduction.End(sums[i], length);
        }
    }

    private static float Joined<TReduction>(ReadOnlySpan<float> row)
        where TReduction : IReduction
    {
        int whole = row.Length - (row.Length % Vector<float>.Count);
        float? joined = null;
        if (whole > 0)
        {
            ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row[..whole]);
            Vector<float> all = TReduction.Of(vectors[0]);
            for (int i = 1; i < vectors.Length; i++)
                all = TReduction.Join(all, TReduction.Of(vectors[i]));
            joined = all[0];
            for (int i = 1; i < Vector<float>.Count; i++)
                joined = Two<TReduction>(joined.Value, all[i]);
        }

        for (int i = whole; i < row.Length; i++)
        {
            float value = TReduction.Of(new Vector<float>(row[i]))[0];
            joined = joined is { } before ? Two<TReduction>(before, value) : value;
        }

        return joined!.Value;
    }

    private static void Join<TReduction>(ReadOnlySpan<float> values, Span<float> sums)
        where TReduction : IReduction
    {
        int whole = values.Length - (values.Length % Vector<float>.Count);
        ReadOnlySpan<Vector<float>> from = MemoryMarshal.Cast<float, Vector<float>>(values[..whole]);
        Span<Vector<float>> to = MemoryMarshal.Cast<float, Vector<float>>(sums[..whole]);
        for (int i = 0; i < to.Length; i++)
            to[i] = TReduction.Join(to[i], TReduction.Of(from[i]));
        for (int i = whole; i < sums.Length; i++)
            sums[i] = Two<TReduction>(sums[i], TReduction.Of(new Vector<float>(values[i]))[0]);
    }

    private static float Two<TReduction>(float x, float y)
        where TReduction : IReduction => TReduction.Join(new(x), new(y))[0];

    private readonly struct First<TReduction> : IUnary
        where TReduction : IReduction
    {
        public Vector<float> Of(Vector<float> x) => TReduction.Of(x);
    }

    internal readonly struct Sum : IReduction
    {
        public static Vector<float> Of(Vector<float> x) => x;

        public static Vector<float> Join(Vector<float> x, Vector<float> y) => x + y;

        public static float End(float joined, int count) => joined;
    }

    internal readonly struct Mean : IReduction
    {
        public static Vector<float> Of(Vector<float> x) => x;

        public static Vector<float> Join(Vector<float> x, Vector<float> y) => x + y;

        public static float End(float joined, int count) => joined / count;
    }

    internal readonly struct Greatest : IReduction
    {
        public static Vector<float> Of(Vector<float> x) => x;

        public static Vector<float> Join(Vector<float> x, Vector<float> y) => Vector.Max(x, y);

        public static float End(float joined, int count) => joined;
    }

    internal readonly struct Least : IReduction
    {
        public static Vector<float> Of(Vector<float> x) => x;

        public static Vector<float> Join(Vector<float> x, Vector<float> y) => Vector.Min(x, y);

        public static float End(float joined, int count) => joined;
    }

    internal readonly struct Multiplied : IReduction
    {
        public static Vector<float> Of(Vector<float> x) => x;

        public static Vector<float> Join(Vector<float> x, Vector<float> y) => x * y;

        public static float End(float joined, int count) => joined;
    }

    internal readonly struct Absolute : IReduction
    {
        public static Vector<float> Of(Vector<float> x) => Vector.Abs(x);

        public static Vector<float> Join(Vector<float> x, Vector<float> y) => x + y;

        public static float End(float joined, int count) => joined;
    }

    internal readonly struct Squares : IReduction
    {
        public static Vector<float> Of(Vector<float> x) => x * x;

        public static Vector<float> Join(Vector<float> x, Vector<float> y) => x + y;

        public static float End(float joined, int count) => joined;
    }

    internal readonly struct Length : IReduction
    {
        public static Vector<float> Of(Vector<float> x) => x * x;

        public static Vector<float> Join(Vector<float> x, Vector<float> y) => x + y;

        public static float End(float joined, int count) => MathF.Sqrt(joined);
    }

    internal readonly struct LogSum : IReduction
    {
        public static Vector<float> Of(Vector<float> x) => x;

        public static Vector<float> Join(Vector<float> x, Vector<float> y) => x + y;

        public static float End(float joined, int count) => MathF.Log(joined);
    }
}
