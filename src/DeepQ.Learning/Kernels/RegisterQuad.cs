using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>One, two or four neighboring vectors of a row, kept in registers while they are summed.</summary>
/// <remarks>The number of vectors is constant at the call and therefore costs nothing.</remarks>
internal struct RegisterQuad<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    private TSimd _first;
    private TSimd _second;
    private TSimd _third;
    private TSimd _fourth;

    /// <summary>Loads values of a row; zeros if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterQuad<TSimd> Load(ReadOnlySpan<float> row, nint column, int vectors)
    {
        RegisterQuad<TSimd> quad = default;
        if (row.IsEmpty)
            return quad;
        ref float values = ref Unsafe.Add(ref MemoryMarshal.GetReference(row), column);
        quad._first = TSimd.Load(ref values);
        if (vectors > 1)
            quad._second = TSimd.Load(ref Unsafe.Add(ref values, TSimd.Width));
        if (vectors > 2)
        {
            quad._third = TSimd.Load(ref Unsafe.Add(ref values, 2 * TSimd.Width));
            quad._fourth = TSimd.Load(ref Unsafe.Add(ref values, 3 * TSimd.Width));
        }

        return quad;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(TSimd factor, ref float values, int vectors)
    {
        _first = TSimd.MultiplyAdd(factor, TSimd.Load(ref values), _first);
        if (vectors > 1)
            _second = TSimd.MultiplyAdd(factor, TSimd.Load(ref Unsafe.Add(ref values, TSimd.Width)), _second);
        if (vectors > 2)
        {
            _third = TSimd.MultiplyAdd(factor, TSimd.Load(ref Unsafe.Add(ref values, 2 * TSimd.Width)), _third);
            _fourth = TSimd.MultiplyAdd(factor, TSimd.Load(ref Unsafe.Add(ref values, 3 * TSimd.Width)), _fourth);
        }
    }

    /// <summary>Writes the sums, beginning at a column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Finish(in TileEpilogue end, nint column, int vectors)
    {
        end.Store(_first, column);
        if (vectors > 1)
            end.Store(_second, column + TSimd.Width);
        if (vectors > 2)
        {
            end.Store(_third, column + (2 * TSimd.Width));
            end.Store(_fourth, column + (3 * TSimd.Width));
        }
    }
}
