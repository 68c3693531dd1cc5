using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepQ.Learning;

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

    /// <summary>Finds the units that are not on their usual side in a state.</summary>
    /// <param name="units">The values of the units: a row a state, padded to whole vectors.</param>
    /// <param name="usual">The usual side of each unit, padded likewise: 1 for on, 0 for off.</param>
    /// <param name="exceptions">Receives the units of each state.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FindExceptions(in Matrix units, ReadOnlySpan<float> usual, SparseRows exceptions)
    {
        ref float sides = ref MemoryMarshal.GetReference(usual);
        ref int starts = ref MemoryMarshal.GetReference(exceptions.Starts);
        ref float places = ref Unsafe.As<int, float>(ref MemoryMarshal.GetReference(exceptions.Columns));
        nint count = 0;
        for (int row = 0; row < units.Rows; row++)
        {
            Unsafe.Add(ref starts, row) = (int)count;
            ref float values = ref units.At(row, 0);
            for (int column = 0; column < units.Columns; column += TSimd.Width)
            {
                TSimd others = TSimd.OtherSides(
                    TSimd.Load(ref Unsafe.Add(ref values, column)), TSimd.Load(ref Unsafe.Add(ref sides, column)));
                TSimd.Select(TSimd.Indices(column), others, ref Unsafe.Add(ref places, count));
                count += TSimd.Count(others);
            }
        }

        Unsafe.Add(ref starts, units.Rows) = (int)count;
    }
}
