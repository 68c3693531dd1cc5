namespace DeepQ.Learning.Kernels.Simd;

/// <summary>
/// A vector of values that the CPU computes with at once. Kernels are written once over it, and the JIT compiles them
/// for each width as if they had been written for it alone.
/// </summary>
/// <typeparam name="TSelf">The vector.</typeparam>
internal interface ISimd<TSelf>
    where TSelf : struct, ISimd<TSelf>
{
    /// <summary>The number of values; a power of two, at most <see cref="AlignedBuffer.Line"/>.</summary>
    static abstract int Width { get; }

    /// <summary>The number of rows, 4 or 8, whose sums a matrix product holds in registers, two vectors each.</summary>
    static abstract int TileRows { get; }

    static abstract TSelf operator +(TSelf x, TSelf y);

    static abstract TSelf operator -(TSelf x, TSelf y);

    static abstract TSelf operator *(TSelf x, TSelf y);

    static abstract TSelf operator /(TSelf x, TSelf y);

    static abstract TSelf Broadcast(float value);

    static abstract TSelf Load(ref readonly float source);

    static abstract void Store(TSelf values, ref float target);

    /// <summary>x y + z, rounded once where the CPU has an instruction for that.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    static abstract TSelf SquareRoot(TSelf x);

    /// <summary>The powers of e, but for a rounding.</summary>
    static abstract TSelf Exp(TSelf x);

    /// <summary>The bits that both have.</summary>
    static abstract TSelf And(TSelf x, TSelf y);

    /// <summary>0 for the values whose size is at most the limit, the others as they are.</summary>
    static abstract TSelf DropSmall(TSelf x, TSelf limit);

    /// <summary>The values where the gate is positive, 0 elsewhere.</summary>
    static abstract TSelf Gate(TSelf values, TSelf gate);

    /// <summary>max(0, x); what is not a number stays so.</summary>
    static abstract TSelf Rectify(TSelf x);

    /// <summary>The sum of the values.</summary>
    static abstract float Sum(TSelf x);

    /// <summary>The bits of the integers from the given one on.</summary>
    static abstract TSelf Indices(int first);

    /// <summary>
    /// A mask of the places where one of the values is at most 0 and the other is not; what is not a number is not.
    /// </summary>
    static abstract TSelf OtherSides(TSelf x, TSelf y);

    /// <summary>A mask of the places where the value is not zero.</summary>
    static abstract TSelf NotZero(TSelf x);

    /// <summary>The number of places in a mask.</summary>
    static abstract int Count(TSelf mask);

    /// <summary>Stores the values in the places of a mask one after the other, and anything after them.</summary>
    static abstract void Select(TSelf values, TSelf mask, ref float target);
}
