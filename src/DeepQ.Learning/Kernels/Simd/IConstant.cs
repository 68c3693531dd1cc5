namespace DeepQ.Learning.Kernels.Simd;

/// <summary>
/// A number as a type. A method over it is compiled once for each number, without the branches that the number
/// excludes.
/// </summary>
internal interface IConstant
{
    /// <summary>The number.</summary>
    static abstract int Value { get; }
}
