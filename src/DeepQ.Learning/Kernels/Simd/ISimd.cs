namespace DeepQ.Learning.Kernels.Simd;

/// <summary>
/// A vector of values that the CPU processes at once. Kernels are written once over it, and the JIT compiles them for
/// each width as if they had been written for it alone.
/// </summary>
/// <typeparam name="TSelf">The vector.</typeparam>
internal interface ISimd<TSelf>
    where TSelf : struct, ISimd<TSelf>
{
    /// <summary>The number of values; a power of two, at most <see cref="AlignedBuffer.Line"/>.</summary>
    static abstract int Width { get; }

    /// <summary>
    /// The number of rows, 4 or 8, whose sums a matrix product keeps in registers, with two vectors each.
    /// </summary>
    static abstract int TileRows { get; }

    static abstract TSelf operator +(TSelf x, TSelf y);

    static abstract TSelf operator -(TSelf x, TSelf y);

    static abstract TSelf operator *(TSelf x, TSelf y);

    static abstract TSelf operator /(TSelf x, TSelf y);

    static abstract TSelf Broadcast(float value);

    static abstract TSelf Load(ref readonly float source);

    static abstract void Store(TSelf values, ref float target);

    /// <summary>Computes x y + z, rounded once if the CPU has an instruction for it.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    static abstract TSelf SquareRoot(TSelf x);

    /// <summary>Computes powers of e, up to rounding.</summary>
    static abstract TSelf Exp(TSelf x);

    /// <summary>Returns the bits that are set in both.</summary>
    static abstract TSelf And(TSelf x, TSelf y);

    /// <summary>Replaces values whose magnitude is at most the limit by 0.</summary>
    static abstract TSelf DropSmall(TSelf x, TSelf limit);

    /// <summary>Returns the values where the gate is positive, 0 elsewhere.</summary>
    static abstract TSelf Gate(TSelf values, TSelf gate);

    /// <summary>Computes max(0, x); NaN stays NaN.</summary>
    static abstract TSelf Rectify(TSelf x);

    /// <summary>Computes the sum of the values.</summary>
    static abstract float Sum(TSelf x);

    /// <summary>Returns the bits of consecutive integers from the given one.</summary>
    static abstract TSelf Indices(int first);

    /// <summary>
    /// Returns a mask of the positions where one of the values is at most 0 and the other is not; NaN is not.
    /// </summary>
    static abstract TSelf OtherSides(TSelf x, TSelf y);

    /// <summary>Returns a mask of the nonzero positions.</summary>
    static abstract TSelf NotZero(TSelf x);

    /// <summary>Returns a mask as bits, the first position lowest.</summary>
    static abstract uint Bits(TSelf mask);

    /// <summary>Counts the positions of a mask.</summary>
    static abstract int Count(TSelf mask);

    /// <summary>
    /// Stores the values at the positions of a mask one after the other, followed by arbitrary values.
    /// </summary>
    static abstract void Select(TSelf values, TSelf mask, ref float target);
}
