using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeepQ.Learning.Kernels.Simd;

/// <summary>Eight values: AVX2, which has 16 registers.</summary>
internal readonly struct Simd256(Vector256<float> values) : ISimd<Simd256>
{
    private readonly Vector256<float> _values = values;

    public static int Width => Vector256<float>.Count;

    public static int TileRows => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator +(Simd256 x, Simd256 y) => new(x._values + y._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator -(Simd256 x, Simd256 y) => new(x._values - y._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator *(Simd256 x, Simd256 y) => new(x._values * y._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 operator /(Simd256 x, Simd256 y) => new(x._values / y._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Broadcast(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Load(ref readonly float source) => new(Vector256.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd256 values, ref float target) => values._values.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 MultiplyAdd(Simd256 x, Simd256 y, Simd256 z) => Fma.IsSupported
        ? new(Vector256.FusedMultiplyAdd(x._values, y._values, z._values))
        : (x * y) + z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 SquareRoot(Simd256 x) => new(Vector256.Sqrt(x._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Exp(Simd256 x) => new(Vector256.Exp(x._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 And(Simd256 x, Simd256 y) => new(x._values & y._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 DropSmall(Simd256 x, Simd256 limit) => new(
        Vector256.AndNot(x._values, Vector256.LessThanOrEqual(Vector256.Abs(x._values), limit._values)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Gate(Simd256 values, Simd256 gate) => new(Vector256.ConditionalSelect(
        Vector256.GreaterThan(gate._values, Vector256<float>.Zero), values._values, Vector256<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Rectify(Simd256 x) => new(Vector256.ConditionalSelect(
        Vector256.LessThan(x._values, Vector256<float>.Zero), Vector256<float>.Zero, x._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Simd256 x) => Vector128.Sum(x._values.GetLower() + x._values.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 Indices(int first) => new((Vector256.Create(first) + Vector256<int>.Indices).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 OtherSides(Simd256 x, Simd256 y) => new(
        Vector256.LessThanOrEqual(x._values, Vector256<float>.Zero) ^ Vector256.LessThanOrEqual(y._values, Vector256<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256 NotZero(Simd256 x) => new(~Vector256.Equals(x._values, Vector256<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Simd256 mask) => mask._values.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(Simd256 mask) => BitOperations.PopCount(Bits(mask));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Select(Simd256 values, Simd256 mask, ref float target)
    {
        uint bits = Bits(mask);
        Vector256<int> order = SelectionOrder.Of(bits);
        Vector256<float> selected = Avx2.IsSupported
            ? Avx2.PermuteVar8x32(values._values, order)
            : Vector256.Shuffle(values._values, order);
        selected.StoreUnsafe(ref target);
    }
}
