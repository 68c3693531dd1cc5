using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>One or two neighboring vectors of a row of a product, kept in registers while they are summed.</summary>
/// <remarks>Arguments that are constant at the call, such as <c>two</c>, cost nothing.</remarks>
internal struct RegisterPair<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    private TSimd _first;
    private TSimd _second;

    /// <summary>Loads values of a row; zeros if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static RegisterPair<TSimd> Load(ReadOnlySpan<float> row, nint column, bool two)
    {
        RegisterPair<TSimd> pair = default;
        if (row.IsEmpty)
            return pair;
        ref float values = ref Unsafe.Add(ref MemoryMarshal.GetReference(row), column);
        pair._first = TSimd.Load(ref values);
        if (two)
            pair._second = TSimd.Load(ref Unsafe.Add(ref values, TSimd.Width));
        return pair;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(float factor, TSimd first, TSimd second, bool two)
    {
        TSimd left = TSimd.Broadcast(factor);
        _first = TSimd.MultiplyAdd(left, first, _first);
        if (two)
            _second = TSimd.MultiplyAdd(left, second, _second);
    }

    /// <summary>Writes the sums to the next row of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Finish(ref TileEpilogue end, bool two)
    {
        end.Store(_first, 0);
        if (two)
            end.Store(_second, TSimd.Width);
        end.NextRow();
    }
}
