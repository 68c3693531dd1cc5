namespace DeepQ.Learning.Kernels.Simd;

/// <summary>
/// A number as a type: a method over it is compiled once for each number, with nothing left of what does not happen there.
/// </summary>
internal interface IConstant
{
    /// <summary>The number.</summary>
    static abstract int Value { get; }
}
