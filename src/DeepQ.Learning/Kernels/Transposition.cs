using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DeepQ.Learning.Kernels;

/// <summary>Turns rows into columns, four by four.</summary>
internal static class Transposition
{
    /// <summary>Writes a matrix transposed.</summary>
    /// <param name="source">
    /// The matrix, with contiguous rows; their numbers are rounded up to multiples of four.
    /// </param>
    /// <param name="target">Receives the columns of the source as its rows, rounded up likewise.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Matrix source, in Matrix target)
    {
        // In squares of one cache line, each of which is then read and written whole.
        for (int rows = 0; rows < source.Rows; rows += AlignedBuffer.Line)
        {
            int lastRow = Math.Min(rows + AlignedBuffer.Line, source.Rows);
            for (int columns = 0; columns < source.Columns; columns += AlignedBuffer.Line)
            {
                int lastColumn = Math.Min(columns + AlignedBuffer.Line, source.Columns);
                for (int row = rows; row < lastRow; row += 4)
                {
                    for (int column = columns; column < lastColumn; column += 4)
                    {
                        Square(
                            ref source.At(row, column),
                            source.RowStride,
                            ref target.At(column, row),
                            target.RowStride);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(ref float source, nint from, ref float target, nint to)
    {
        Vector128<float> a = Vector128.LoadUnsafe(ref source);
        Vector128<float> b = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, from));
        Vector128<float> c = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 2 * from));
        Vector128<float> d = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, 3 * from));
        // a₀ c₀ a₁ c₁, b₀ d₀ b₁ d₁, and the same of the upper halves; then a₀ b₀ c₀ d₀ and so on.
        Vector128<float> acLow = InterleaveLow(a, c), acHigh = InterleaveHigh(a, c);
        Vector128<float> bdLow = InterleaveLow(b, d), bdHigh = InterleaveHigh(b, d);
        InterleaveLow(acLow, bdLow).StoreUnsafe(ref target);
        InterleaveHigh(acLow, bdLow).StoreUnsafe(ref Unsafe.Add(ref target, to));
        InterleaveLow(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 2 * to));
        InterleaveHigh(acHigh, bdHigh).StoreUnsafe(ref Unsafe.Add(ref target, 3 * to));
    }

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
