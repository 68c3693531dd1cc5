using System.Globalization;

namespace DeepQ.Environments;

/// <summary>A box of real numbers: the space of observations.</summary>
public sealed class BoxSpace
{
    /// <summary>Creates a box with separate bounds for each value.</summary>
    /// <param name="shape">The length of each axis; images are (channel, height, width).</param>
    /// <param name="low">The smallest value at each position, row-major; may be negative infinity.</param>
    /// <param name="high">The greatest value at each position, row-major; may be positive infinity.</param>
    /// <param name="elementType">The type that stores values without loss.</param>
    /// <exception cref="ArgumentException">
    /// An axis is not positive, there are more values than an array holds, a bound has the wrong length or is NaN, or a lower bound is above its upper bound.
    /// </exception>
    public BoxSpace(
        ReadOnlySpan<int> shape,
        ReadOnlySpan<float> low,
        ReadOnlySpan<float> high,
        ElementType elementType = ElementType.Float32)
    {
        Size = SizeOf(shape);
        if (low.Length != Size || high.Length != Size)
        {
            throw new ArgumentException(
                $"A box of {Size} values needs {Size} lower and {Size} upper bounds, "
                + $"not {low.Length} and {high.Length}.");
        }

        for (int i = 0; i < Size; i++)
        {
            if (!(low[i] <= high[i]))
            {
                throw new ArgumentException(
                    $"Position {i} has the bounds {low[i]} and {high[i]}: low must not exceed high.");
            }
        }

        (Shape, Low, High, ElementType) = (shape.ToArray(), low.ToArray(), high.ToArray(), elementType);
    }

    /// <summary>Creates a box with the same bounds for every value.</summary>
    /// <inheritdoc cref="BoxSpace(ReadOnlySpan{int}, ReadOnlySpan{float}, ReadOnlySpan{float}, ElementType)"/>
    public BoxSpace(ReadOnlySpan<int> shape, float low, float high, ElementType elementType = ElementType.Float32)
        : this(shape, Filled(SizeOf(shape), low), Filled(SizeOf(shape), high), elementType)
    {
    }

    /// <summary>The length of each axis.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The number of values: the product of <see cref="Shape"/>.</summary>
    public int Size { get; }

    /// <summary>The smallest value at each position, row-major.</summary>
    public IReadOnlyList<float> Low { get; }

    /// <summary>The greatest value at each position, row-major.</summary>
    public IReadOnlyList<float> High { get; }

    /// <summary>The type that stores values without loss.</summary>
    public ElementType ElementType { get; }

    /// <summary>
    /// The number of frames in an observation, joined along the first axis, the oldest first. From one step to the next
    /// all but one remain, each one place further to the front, so a replay buffer stores each frame once.
    /// </summary>
    /// <value>The default is 1. <see cref="Wrappers.FrameStack"/> sets it.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive, or does not divide the first axis.</exception>
    public int StackedFrames
    {
        get;
        init
        {
            int axis = Shape.Count == 0 ? 1 : Shape[0];
            if (value < 1 || axis % value != 0)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(StackedFrames),
                    value,
                    $"{value} frames cannot be joined along the first axis of the shape ({string.Join(", ", Shape)}): its length must be "
                    + "a multiple of their number.");
            }

            field = value;
        }
    } = 1;

    /// <summary>The shape, the element type and the bounds, such as <c>(4, 84, 84) UInt8 in [0, 255]</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"({string.Join(", ", Shape)}) {ElementType} in [{Low.DefaultIfEmpty().Min()}, {High.DefaultIfEmpty().Max()}]");

    private static int SizeOf(ReadOnlySpan<int> shape)
    {
        long size = 1;
        foreach (int axis in shape)
        {
            if (axis <= 0)
            {
                throw new ArgumentException(
                    $"Every axis must be positive; the shape is ({string.Join(", ", shape.ToArray())}).");
            }

            size *= axis;
            if (size > Array.MaxLength)
            {
                throw new ArgumentException(
                    $"An observation has at most {Array.MaxLength} values; the shape is ({string.Join(", ", shape.ToArray())}).");
            }
        }

        return (int)size;
    }

    private static float[] Filled(int size, float value)
    {
        float[] values = new float[size];
        Array.Fill(values, value);
        return values;
    }
}
