using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>
/// A value as rows along some neighboring axes: of outer × length × inner elements, each row has those of one outer and
/// one inner place.
/// </summary>
/// <param name="Outer">The places before the axes, per state if the value is batched.</param>
/// <param name="Length">The elements of a row.</param>
/// <param name="Inner">The places after the axes, which is the distance between neighbors in a row.</param>
internal readonly record struct Rows(int Outer, int Length, int Inner)
{
    /// <summary>Returns the rows along a range of axes.</summary>
    public static Rows Along(GuardedShape shape, int first, int last) => new(
        Product(shape.Axes.AsSpan(0, first)), Product(shape.Axes.AsSpan(first, last + 1 - first)), Product(shape.Axes.AsSpan(last + 1)));

    /// <summary>Returns the rows along an axis.</summary>
    public static Rows Along(GuardedShape shape, int axis) => Along(shape, axis, axis);

    private static int Product(ReadOnlySpan<long> lengths)
    {
        long product = 1;
        foreach (long length in lengths)
            product *= length;
        return checked((int)product);
    }
}
