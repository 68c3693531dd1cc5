using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DeepQ.Learning.Kernels;

/// <summary>Transposes matrices in squares of four by four, as many below each other as fit in a vector.</summary>
internal static class Transposition
{
    private const int Side = 4;

    /// <summary>The greatest number of rows that this CPU transposes at once.</summary>
    public static int MostRows => Avx512F.IsSupported ? 4 * Side : Avx.IsSupported ? 2 * Side : Side;

    /// <summary>Writes a matrix transposed.</summary>
    /// <param name="source">
    /// The matrix, with contiguous rows; its numbers of rows and columns are rounded up to multiples of four.
    /// </param>
    /// <param name="target">Receives the columns of the source as its rows, rounded up likewise.</param>
    public static void Run(in Matrix source, in Matrix target) => Run(source, target, MostRows);

    /// <summary>Writes a matrix transposed, by vectors of a given length.</summary>
    /// <param name="source">The matrix, as above.</param>
    /// <param name="target">Receives the columns of the source.</param>
    /// <param name="mostRows">The greatest number of rows to transpose at once: 4, 8 or 16, at most <see cref="MostRows"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Matrix source, in Matrix target, int mostRows)
    {
        // In squares of one cache line, each of which is read and written as a whole.
        for (int rows = 0; rows < source.Rows; rows += AlignedBuffer.Line)
        {
            int lastRow = Math.Min(rows + AlignedBuffer.Line, source.Rows);
            int height = source.Rows - rows > 12 ? 16 : source.Rows - rows > 4 ? 8 : 4;
            height = Math.Min(height, mostRows);
            for (int columns = 0; columns < source.Columns; columns += AlignedBuffer.Line)
            {
                int lastColumn = Math.Min(columns + AlignedBuffer.Line, source.Columns);
                for (int row = rows; row < lastRow; row += height)
                {
                    // The rest below may be smaller.
                    int left = lastRow - row > 4 ? height : Side;
                    for (int column = columns; column < lastColumn; column += Side)
                    {
                        ref float from = ref source.At(row, column);
                        ref float to = ref target.At(column, row);
                        if (left == 16)
                            Sixteen(ref from, source.RowStride, ref to, target.RowStride);
                        else if (left == 8)
                            Eight(ref from, source.RowStride, ref to, target.RowStride);
                        else
                            Four(ref from, source.RowStride, ref to, target.RowStride);
                    }
                }
            }
        }
    }

    // a₀ c₀ a₁ c₁, b₀ d₀ b₁ d₁, and the same of the upper halves; then a₀ b₀ c₀ d₀ and so on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(ref float source, nint from, ref float target, nint to)
    {
        Vector128<float> a = Load(ref source, 0, from), b = Load(ref source, 1, from);
        Vector128<float> c = Load(ref source, 2, from), d = Load(ref source, 3, from);
        Vector128<float> acLow = InterleaveLow(a, c), acHigh = InterleaveHigh(a, c);
        Vector128<float> bdLow = InterleaveLow(b, d), bdHigh = InterleaveHigh(b, d);
        InterleaveLow(acLow, bdLow).StoreUnsafe(ref target);
        InterleaveHigh(acLow, bdLow).StoreUnsafe(ref Unsafe.Add(ref target, to));
        InterleaveLow(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 2 * to));
        InterleaveHigh(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 3 * to));
    }

    // The same with rows 0 to 3 in the lower half and 4 to 7 in the upper one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(ref float source, nint from, ref float target, nint to)
    {
        Vector256<float> a = Load2(ref source, 0, from), b = Load2(ref source, 1, from);
        Vector256<float> c = Load2(ref source, 2, from), d = Load2(ref source, 3, from);
        Vector256<float> acLow = Avx.UnpackLow(a, c), acHigh = Avx.UnpackHigh(a, c);
        Vector256<float> bdLow = Avx.UnpackLow(b, d), bdHigh = Avx.UnpackHigh(b, d);
        Avx.UnpackLow(acLow, bdLow).StoreUnsafe(ref target);
        Avx.UnpackHigh(acLow, bdLow).StoreUnsafe(ref Unsafe.Add(ref target, to));
        Avx.UnpackLow(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 2 * to));
        Avx.UnpackHigh(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 3 * to));
    }

    // The same in quarters.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sixteen(ref float source, nint from, ref float target, nint to)
    {
        Vector512<float> a = Load4(ref source, 0, from), b = Load4(ref source, 1, from);
        Vector512<float> c = Load4(ref source, 2, from), d = Load4(ref source, 3, from);
        Vector512<float> acLow = Avx512F.UnpackLow(a, c), acHigh = Avx512F.UnpackHigh(a, c);
        Vector512<float> bdLow = Avx512F.UnpackLow(b, d), bdHigh = Avx512F.UnpackHigh(b, d);
        Avx512F.UnpackLow(acLow, bdLow).StoreUnsafe(ref target);
        Avx512F.UnpackHigh(acLow, bdLow).StoreUnsafe(ref Unsafe.Add(ref target, to));
        Avx512F.UnpackLow(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 2 * to));
        Avx512F.UnpackHigh(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 3 * to));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load(ref float source, int row, nint stride) =>
        Vector128.LoadUnsafe(ref Unsafe.Add(ref source, row * stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load2(ref float source, int row, nint stride) =>
        Vector256.Create(Load(ref source, row, stride), Load(ref source, row + Side, stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load4(ref float source, int row, nint stride) =>
        Vector512.Create(Load2(ref source, row, stride), Load2(ref source, row + (2 * Side), stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveLow(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackLow(x, y)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(x, y)
        : Vector128.Create(x[0], y[0], x[1], y[1]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> InterleaveHigh(Vector128<float> x, Vector128<float> y) =>
        Sse.IsSupported ? Sse.UnpackHigh(x, y)
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(x, y)
        : Vector128.Create(x[2], y[2], x[3], y[3]);
}
