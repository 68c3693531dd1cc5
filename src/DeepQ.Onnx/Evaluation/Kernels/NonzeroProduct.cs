using System.Numerics;
using System.Runtime.CompilerServices;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>
/// Computes a product row by row and multiplies only what is not zero. About half of the values of a rectified layer are.
/// </summary>
internal static class NonzeroProduct<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    private const MethodImplOptions HotAndNotInlined = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Computes all rows of C = f(A B + b), with all whole vectors that cover the columns.</summary>
    /// <param name="product">A, whose rows are contiguous and whole vectors, and B, whose values are finite.</param>
    [MethodImpl(HotAndNotInlined)]
    public static void Run(in Product product)
    {
        int columns = product.Result.Columns;
        int column = 0;
        while (column < columns)
        {
            int vectors = (columns - column + TSimd.Width - 1) / TSimd.Width;
            switch (vectors)
            {
                case >= 4: Columns<Constant.Four>(product, column); column += 4 * TSimd.Width; break;
                case >= 2: Columns<Constant.Two>(product, column); column += 2 * TSimd.Width; break;
                default: Columns<Constant.One>(product, column); column += TSimd.Width; break;
            }
        }
    }

    /// <summary>Counts the values that are not zero.</summary>
    /// <param name="matrix">Contiguous rows of whole vectors.</param>
    [MethodImpl(HotAndNotInlined)]
    public static int Count(in Matrix matrix)
    {
        int count = 0;
        for (int row = 0; row < matrix.Rows; row++)
        {
            ref float values = ref matrix.At(row, 0);
            for (int column = 0; column < matrix.Columns; column += TSimd.Width)
                count += TSimd.Count(TSimd.NotZero(TSimd.Load(ref Unsafe.Add(ref values, column))));
        }

        return count;
    }

    // Compiled for each number of vectors.
    [MethodImpl(HotAndNotInlined)]
    private static void Columns<TVectors>(in Product product, int column)
        where TVectors : struct, IConstant
    {
        int vectors = TVectors.Value;
        ref float right = ref product.Right.At(0, column);
        nint stride = product.Right.RowStride;
        nint inputs = product.Left.Columns;
        TileEpilogue end = new(product.Result, default, product.Rectified, 0, column);
        for (int row = 0; row < product.Result.Rows; row++)
        {
            RegisterQuad<TSimd> sums = RegisterQuad<TSimd>.Load(product.Biases, column, vectors);
            ref float left = ref product.Left.At(row, 0);
            for (nint first = 0; first < inputs; first += 64)
            {
                ref float values = ref Unsafe.Add(ref left, first);
                ref float weights = ref Unsafe.Add(ref right, first * stride);
                for (ulong places = Nonzero(ref values, nint.Min(64, inputs - first)); places != 0; places &= places - 1)
                {
                    nint place = BitOperations.TrailingZeroCount(places);
                    sums.Add(TSimd.Broadcast(Unsafe.Add(ref values, place)), ref Unsafe.Add(ref weights, place * stride), vectors);
                }
            }

            sums.Finish(end, 0, vectors);
            end.NextRow();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Nonzero(ref float values, nint length)
    {
        ulong places = 0;
        for (nint first = 0; first < length; first += TSimd.Width)
            places |= (ulong)TSimd.Bits(TSimd.NotZero(TSimd.Load(ref Unsafe.Add(ref values, first)))) << (int)first;
        return places;
    }
}
