using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepQ.Learning.Kernels.Simd;

/// <summary>Sixteen values: AVX-512, which has 32 registers.</summary>
internal readonly struct Simd512(Vector512<float> values) : ISimd<Simd512>
{
    private readonly Vector512<float> _values = values;

    public static int Width => Vector512<float>.Count;

    public static int TileRows => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator +(Simd512 x, Simd512 y) => new(x._values + y._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator -(Simd512 x, Simd512 y) => new(x._values - y._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator *(Simd512 x, Simd512 y) => new(x._values * y._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 operator /(Simd512 x, Simd512 y) => new(x._values / y._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Broadcast(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Load(ref readonly float source) => new(Vector512.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd512 values, ref float target) => values._values.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 MultiplyAdd(Simd512 x, Simd512 y, Simd512 z) =>
        new(Vector512.FusedMultiplyAdd(x._values, y._values, z._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 SquareRoot(Simd512 x) => new(Vector512.Sqrt(x._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Exp(Simd512 x) => new(Vector512.Exp(x._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 And(Simd512 x, Simd512 y) => new(x._values & y._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 DropSmall(Simd512 x, Simd512 limit) => new(
        Vector512.AndNot(x._values, Vector512.LessThanOrEqual(Vector512.Abs(x._values), limit._values)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Gate(Simd512 values, Simd512 gate) => new(Vector512.ConditionalSelect(
        Vector512.GreaterThan(gate._values, Vector512<float>.Zero), values._values, Vector512<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Rectify(Simd512 x) => new(Vector512.ConditionalSelect(
        Vector512.LessThan(x._values, Vector512<float>.Zero), Vector512<float>.Zero, x._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Simd512 x) => Simd256.Sum(new(x._values.GetLower() + x._values.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 Indices(int first) => new((Vector512.Create(first) + Vector512<int>.Indices).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 OtherSides(Simd512 x, Simd512 y) => new(
        Vector512.LessThanOrEqual(x._values, Vector512<float>.Zero) ^ Vector512.LessThanOrEqual(y._values, Vector512<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512 NotZero(Simd512 x) => new(~Vector512.Equals(x._values, Vector512<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Simd512 mask) => (uint)mask._values.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(Simd512 mask) => BitOperations.PopCount(Bits(mask));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Select(Simd512 values, Simd512 mask, ref float target) =>
        Avx512F.Compress(Vector512<float>.Zero, mask._values, values._values).StoreUnsafe(ref target);
}
