using System.Runtime.CompilerServices;

namespace DeepQ.Learning;

/// <summary>One or two neighbouring vectors of a row of a product, held in registers while they are summed up.</summary>
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Finish(in Product product, nint row, nint column, bool two)
    {
        Finish(product, _first, row, column);
        if (two)
            Finish(product, _second, row, column + TSimd.Width);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(in Product product, TSimd values, nint row, nint column)
    {
        if (product.Rectified)
            values = TSimd.Rectify(values);
        if (!product.Gate.IsNone)
            values = TSimd.Gate(values, TSimd.Load(ref product.Gate.At(row, column)));
        TSimd.Store(values, ref product.Result.At(row, column));
    }
}
