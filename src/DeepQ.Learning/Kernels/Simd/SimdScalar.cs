using System.Runtime.CompilerServices;

namespace DeepQ.Learning.Kernels.Simd;

/// <summary>One value, for a CPU whose vectors .NET does not use.</summary>
internal readonly struct SimdScalar(float value) : ISimd<SimdScalar>
{
    private readonly float _value = value;

    public static int Width => 1;

    public static int TileRows => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar operator +(SimdScalar x, SimdScalar y) => new(x._value + y._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar operator -(SimdScalar x, SimdScalar y) => new(x._value - y._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar operator *(SimdScalar x, SimdScalar y) => new(x._value * y._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar operator /(SimdScalar x, SimdScalar y) => new(x._value / y._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Load(ref readonly float source) => new(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(SimdScalar values, ref float target) => target = values._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar MultiplyAdd(SimdScalar x, SimdScalar y, SimdScalar z) => (x * y) + z;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar SquareRoot(SimdScalar x) => new(MathF.Sqrt(x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Exp(SimdScalar x) => new(MathF.Exp(x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar And(SimdScalar x, SimdScalar y) => new(BitConverter.Int32BitsToSingle(
        BitConverter.SingleToInt32Bits(x._value) & BitConverter.SingleToInt32Bits(y._value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar DropSmall(SimdScalar x, SimdScalar limit) => MathF.Abs(x._value) <= limit._value ? default : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Gate(SimdScalar values, SimdScalar gate) => gate._value > 0 ? values : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Rectify(SimdScalar x) => x._value < 0 ? default : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(SimdScalar x) => x._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar Indices(int first) => new(BitConverter.Int32BitsToSingle(first));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar OtherSides(SimdScalar x, SimdScalar y) => Mask(x._value <= 0 != y._value <= 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar NotZero(SimdScalar x) => Mask(x._value != 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(SimdScalar mask) => (uint)Count(mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(SimdScalar mask) => -BitConverter.SingleToInt32Bits(mask._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Select(SimdScalar values, SimdScalar mask, ref float target) => target = values._value;

    // All bits set, as in a vector.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SimdScalar Mask(bool isSet) => new(BitConverter.Int32BitsToSingle(isSet ? -1 : 0));
}
