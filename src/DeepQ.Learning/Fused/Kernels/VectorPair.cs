using System.Runtime.CompilerServices;

namespace DeepQ.Learning;

/// <summary>
/// One or two neighbouring vectors of a row of a product, held in registers while they are summed up.
/// </summary>
/// <remarks>What is constant where these methods are called, such as <c>two</c>, costs nothing there.</remarks>
internal struct VectorPair<TSimd>
    where TSimd : struct, ISimd<TSimd>
{
    private TSimd _first;
    private TSimd _second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public VectorPair(float start)
    {
        _first = TSimd.Broadcast(start);
        _second = _first;
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
    public readonly void Finish(ref TileEnd end, bool two)
    {
        end.Store(_first, 0);
        if (two)
            end.Store(_second, TSimd.Width);
        end.NextRow();
    }
}
