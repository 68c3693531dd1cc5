using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DeepQ.Learning.Kernels.Simd;

/// <summary>Four values: SSE, which has 16 registers, and NEON.</summary>
internal readonly struct Simd128(Vector128<float> values) : ISimd<Simd128>
{
    private readonly Vector128<float> _values = values;

    public static int Width => Vector128<float>.Count;

    public static int TileRows => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator +(Simd128 x, Simd128 y) => new(x._values + y._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator -(Simd128 x, Simd128 y) => new(x._values - y._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator *(Simd128 x, Simd128 y) => new(x._values * y._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 operator /(Simd128 x, Simd128 y) => new(x._values / y._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Broadcast(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Load(ref readonly float source) => new(Vector128.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd128 values, ref float target) => values._values.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 MultiplyAdd(Simd128 x, Simd128 y, Simd128 z) => Fma.IsSupported || AdvSimd.IsSupported
        ? new(Vector128.FusedMultiplyAdd(x._values, y._values, z._values))
        : (x * y) + z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 SquareRoot(Simd128 x) => new(Vector128.Sqrt(x._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Exp(Simd128 x) => new(Vector128.Exp(x._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 And(Simd128 x, Simd128 y) => new(x._values & y._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 DropSmall(Simd128 x, Simd128 limit) => new(
        Vector128.AndNot(x._values, Vector128.LessThanOrEqual(Vector128.Abs(x._values), limit._values)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Gate(Simd128 values, Simd128 gate) => new(Vector128.ConditionalSelect(
        Vector128.GreaterThan(gate._values, Vector128<float>.Zero), values._values, Vector128<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Rectify(Simd128 x) => new(Vector128.ConditionalSelect(
        Vector128.LessThan(x._values, Vector128<float>.Zero), Vector128<float>.Zero, x._values));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Simd128 x) => Vector128.Sum(x._values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 Indices(int first) => new((Vector128.Create(first) + Vector128<int>.Indices).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 OtherSides(Simd128 x, Simd128 y) => new(
        Vector128.LessThanOrEqual(x._values, Vector128<float>.Zero) ^ Vector128.LessThanOrEqual(y._values, Vector128<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128 NotZero(Simd128 x) => new(~Vector128.Equals(x._values, Vector128<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Simd128 mask) => mask._values.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(Simd128 mask) => BitOperations.PopCount(Bits(mask));

    // A value that is not selected is overwritten by the next one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Select(Simd128 values, Simd128 mask, ref float target)
    {
        uint bits = Bits(mask);
        target = values._values[0];
        target = ref Unsafe.Add(ref target, bits & 1);
        target = values._values[1];
        target = ref Unsafe.Add(ref target, (bits >> 1) & 1);
        target = values._values[2];
        target = ref Unsafe.Add(ref target, (bits >> 2) & 1);
        target = values._values[3];
    }
}
