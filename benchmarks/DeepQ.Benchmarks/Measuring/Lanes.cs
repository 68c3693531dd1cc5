using System.Numerics;
using System.Runtime.Intrinsics;

namespace DeepQ.Benchmarks;

/// <summary>A register of some width, so that one loop serves all widths.</summary>
internal interface ILanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>The number of values in it.</summary>
    static abstract int Count { get; }

    static abstract T Of(float value);

    static abstract T MultiplyAdd(T a, T b, T c);

    static abstract float Sum(T lanes);
}

/// <summary>512 bits, as AVX-512 has them.</summary>
internal readonly record struct Lanes512(Vector512<float> Values) : ILanes<Lanes512>
{
    public static int Count => Vector512<float>.Count;

    public static Lanes512 Of(float value) => new(Vector512.Create(value));

    public static Lanes512 MultiplyAdd(Lanes512 a, Lanes512 b, Lanes512 c) =>
        new(Vector512.FusedMultiplyAdd(a.Values, b.Values, c.Values));

    public static float Sum(Lanes512 lanes) => Vector512.Sum(lanes.Values);
}

/// <summary>What the framework's own vectors have: 256 bits with AVX2, 128 without and on Arm.</summary>
internal readonly record struct UsualLanes(Vector<float> Values) : ILanes<UsualLanes>
{
    public static int Count => Vector<float>.Count;

    public static UsualLanes Of(float value) => new(new Vector<float>(value));

    public static UsualLanes MultiplyAdd(UsualLanes a, UsualLanes b, UsualLanes c) =>
        new(Vector.FusedMultiplyAdd(a.Values, b.Values, c.Values));

    public static float Sum(UsualLanes lanes) => Vector.Sum(lanes.Values);
}
