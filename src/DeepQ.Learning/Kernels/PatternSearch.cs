using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>Finds which rectified units are on in which states.</summary>
internal static class PatternSearch<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    /// <summary>Counts the states in which each unit is on.</summary>
    /// <param name="units">The values of the units before or after they are rectified: one row per state.</param>
    /// <param name="counts">Receives the number of positive values of each column, including the padding.</param>
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
    /// <param name="units">The values of the units: one row per state, padded to whole vectors.</param>
    /// <param name="alive">Receives the units; up to one vector after them is overwritten.</param>
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
    /// <param name="units">The values of the units: one row per state, padded to whole vectors.</param>
    /// <param name="baseline">The side of each unit in most states, padded likewise: 1 for on, 0 for off.</param>
    /// <param name="exceptions">Receives the units of each state.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FindExceptions(in Matrix units, ReadOnlySpan<float> baseline, SparseRows exceptions) =>
        Find(units, ref MemoryMarshal.GetReference(baseline), any: false, exceptions);

    /// <summary>
    /// Finds the most common value of each unit; an arbitrary one of its values if none occurs in more than half of the
    /// states.
    /// </summary>
    /// <remarks>Each state votes for its value or against another one: Boyer, Moore: MJRTY (1991).</remarks>
    /// <param name="units">The values of the units: one row per state, padded to whole vectors.</param>
    /// <param name="step">The distance between states that vote.</param>
    /// <param name="leads">Room for a number for each column.</param>
    /// <param name="common">Receives a value for each column, including the padding.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FindCommon(in Matrix units, int step, Span<float> leads, Span<float> common)
    {
        leads.Clear();
        common.Clear();
        ref float lead0 = ref MemoryMarshal.GetReference(leads);
        ref float elected0 = ref MemoryMarshal.GetReference(common);
        TSimd one = TSimd.Broadcast(1), two = TSimd.Broadcast(2);
        for (int row = 0; row < units.Rows; row += step)
        {
            ref float values = ref units.At(row, 0);
            for (nint column = 0; column < units.Columns; column += TSimd.Width)
            {
                TSimd value = TSimd.Load(ref Unsafe.Add(ref values, column));
                TSimd elected = TSimd.Load(ref Unsafe.Add(ref elected0, column));
                TSimd lead = TSimd.Load(ref Unsafe.Add(ref lead0, column)) + one - TSimd.And(two, TSimd.NotZero(value - elected));
                // A lead of −1 is a lead of 1 for the other value.
                TSimd lost = default(TSimd) - lead;
                TSimd.Store(TSimd.Gate(elected, lead + one) + TSimd.Gate(value, lost), ref Unsafe.Add(ref elected0, column));
                TSimd.Store(lead + TSimd.Gate(two, lost), ref Unsafe.Add(ref lead0, column));
            }
        }
    }

    /// <summary>Subtracts the common values and finds the remaining deviations.</summary>
    /// <param name="units">The values of the units: one row per state, padded to whole vectors.</param>
    /// <param name="common">The row to subtract from each row, padded likewise.</param>
    /// <param name="deviations">Receives the differences, padded likewise.</param>
    /// <param name="places">Receives the units of each state where the difference is not zero.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FindDeviations(in Matrix units, ReadOnlySpan<float> common, in Matrix deviations, SparseRows places)
    {
        ref float usual = ref MemoryMarshal.GetReference(common);
        ref int starts = ref MemoryMarshal.GetReference(places.Starts);
        ref float found = ref Unsafe.As<int, float>(ref MemoryMarshal.GetReference(places.Columns));
        nint count = 0;
        for (int row = 0; row < units.Rows; row++)
        {
            Unsafe.Add(ref starts, row) = (int)count;
            ref float values = ref units.At(row, 0);
            ref float differences = ref deviations.At(row, 0);
            for (int column = 0; column < units.Columns; column += TSimd.Width)
            {
                TSimd difference = TSimd.Load(ref Unsafe.Add(ref values, column)) - TSimd.Load(ref Unsafe.Add(ref usual, column));
                TSimd.Store(difference, ref Unsafe.Add(ref differences, column));
                TSimd mask = TSimd.NotZero(difference);
                TSimd.Select(TSimd.Indices(column), mask, ref Unsafe.Add(ref found, count));
                count += TSimd.Count(mask);
            }
        }

        Unsafe.Add(ref starts, units.Rows) = (int)count;
    }

    /// <summary>Finds the nonzero values.</summary>
    /// <param name="matrix">The values, whose rows are padded with zeros to whole vectors.</param>
    /// <param name="places">Receives the columns of each row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FindValues(in Matrix matrix, SparseRows places) =>
        Find(matrix, ref matrix.At(0, 0), any: true, places);

    // Compiled for each source of rows.
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
