using System.Runtime.CompilerServices;
using DeepQ.Learning.Kernels.Simd;

namespace DeepQ.Learning.Kernels;

/// <summary>Stores the sums of a tile row by row and applies the function that follows the product.</summary>
internal ref struct TileEpilogue
{
    private readonly nint _resultStride;
    private readonly nint _gateStride;
    private readonly bool _rectified;
    private readonly bool _gated;
    private ref float _result;
    private ref float _gate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TileEpilogue(in Matrix result, in Matrix gate, bool rectified, int row, int column)
    {
        _rectified = rectified;
        _gated = !gate.IsNone;
        _result = ref result.At(row, column);
        _resultStride = result.RowStride;
        _gate = ref _gated ? ref gate.At(row, column) : ref _result;
        _gateStride = gate.RowStride;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store<TSimd>(TSimd sums, nint column)
        where TSimd : struct, ISimd<TSimd>
    {
        if (_rectified)
            sums = TSimd.Rectify(sums);
        if (_gated)
            sums = TSimd.Gate(sums, TSimd.Load(ref Unsafe.Add(ref _gate, column)));
        TSimd.Store(sums, ref Unsafe.Add(ref _result, column));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void NextRow()
    {
        _result = ref Unsafe.Add(ref _result, _resultStride);
        _gate = ref Unsafe.Add(ref _gate, _gateStride);
    }
}
