using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>Looks at which rectified units are on in which states.</summary>
internal static class PatternSearch<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    /// <summary>Counts the states in which each unit is on.</summary>
    /// <param name="units">The values of the units before or after they are rectified: a row a state.</param>
    /// <param name="counts">Receives the number of positive values of each column, of padding too.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Count(in Matrix units, Span<float> counts)
    {
        ref float result = ref MemoryMarshal.GetReference(counts);
        TSimd one = TSimd.Broadcast(1);
        for (nint column = 0; column < units.Columns; column += TSimd.Width)
        {
            TSimd even = default, odd = default;
            int row = 0;
            for (; row + 1 < units.Rows; row += 2)
            {
                even += TSimd.Gate(one, TSimd.Load(ref units.At(row, column)));
                odd += TSimd.Gate(one, TSimd.Load(ref units.At(row + 1, column)));
            }

            if (row < units.Rows)
                even += TSimd.Gate(one, TSimd.Load(ref units.At(row, column)));
            TSimd.Store(even + odd, ref Unsafe.Add(ref result, column));
        }
    }

    /// <summary>Finds the units that are on in some of a few states.</summary>
    /// <param name="units">The values of the units: a row a state, padded to whole vectors.</param>
    /// <param name="alive">Receives the units; what comes after them is written over for up to a vector.</param>
    /// <returns>Their number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FindAlive(in Matrix units, Span<int> alive)
    {
        ref float found = ref Unsafe.As<int, float>(ref MemoryMarshal.GetReference(alive));
        nint count = 0;
        for (int column = 0; column < units.Columns; column += TSimd.Width)
        {
            TSimd any = default;
            for (int row = 0; row < units.Rows; row++)
                any += TSimd.Rectify(TSimd.Load(ref units.At(row, column)));
            TSimd mask = TSimd.NotZero(any);
            TSimd.Select(TSimd.Indices(column), mask, ref Unsafe.Add(ref found, count));
            count += TSimd.Count(mask);
        }

        return (int)count;
    }

    /// <summary>Finds, for each state, the units that deviate from the baseline.</summary>
    /// <param name="units">The values of the units: a row a state, padded to whole vectors.</param>
    /// <param name="baseline">The side of each unit in most states, padded likewise: 1 for on, 0 for off.</param>
    /// <param name="exceptions">Receives the units of each state.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FindExceptions(in Matrix units, ReadOnlySpan<float> baseline, SparseRows exceptions) =>
        Find(units, ref MemoryMarshal.GetReference(baseline), any: false, exceptions);

    /// <summary>Finds the values that are not zero.</summary>
    /// <param name="matrix">The values, whose rows are padded with zeros to whole vectors.</param>
    /// <param name="places">Receives the columns of each row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FindValues(in Matrix matrix, SparseRows places) =>
        Find(matrix, ref matrix.At(0, 0), any: true, places);

    // Compiled for each of them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Find(in Matrix matrix, ref float sides, bool any, SparseRows places)
    {
        ref int starts = ref MemoryMarshal.GetReference(places.Starts);
        ref float found = ref Unsafe.As<int, float>(ref MemoryMarshal.GetReference(places.Columns));
        nint count = 0;
        for (int row = 0; row < matrix.Rows; row++)
        {
            Unsafe.Add(ref starts, row) = (int)count;
            ref float values = ref matrix.At(row, 0);
            for (int column = 0; column < matrix.Columns; column += TSimd.Width)
            {
                TSimd value = TSimd.Load(ref Unsafe.Add(ref values, column));
                TSimd mask = any
                    ? TSimd.NotZero(value)
                    : TSimd.OtherSides(value, TSimd.Load(ref Unsafe.Add(ref sides, column)));
                TSimd.Select(TSimd.Indices(column), mask, ref Unsafe.Add(ref found, count));
                count += TSimd.Count(mask);
            }
        }

        Unsafe.Add(ref starts, matrix.Rows) = (int)count;
    }
}
