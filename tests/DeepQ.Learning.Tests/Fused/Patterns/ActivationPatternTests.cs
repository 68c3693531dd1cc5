using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Tests.Fused.Patterns;

public sealed class ActivationPatternTests
{
    // Of three states unit 0 is on in all, 1 in two, 2 in one, 3 in none.
    private readonly AlignedBuffer _units = new(3 * Line);

    public ActivationPatternTests()
    {
        float[][] rows = [[1, 1, 1, -1], [1, 1, -1, -1], [1, -1, -1, 0]];
        for (int row = 0; row < 3; row++)
            rows[row].CopyTo(_units.Span[(row * Line)..]);
    }

    private Matrix Units => new(_units.Span, 3, 4, Line);

    [Fact]
    public void The_side_of_the_majority_is_the_baseline()
    {
        foreach (KernelSet kernels in KernelSet.Available)
        {
            ActivationPattern pattern = new(kernels, 4, 3);
            pattern.Read(Units);
            Assert.Equal([0, 1, 2], pattern.Alive.ToArray());
            Assert.Equal([0, 1], pattern.BaselineUnits.ToArray());
            Assert.Equal([1, 1, 0, 0, .. new float[Line - 4]], pattern.Baseline.ToArray());
            Assert.Equal((6, 2), (pattern.OnCount, pattern.ExceptionCount));

            pattern.FindExceptions(Units);
            Assert.Equal([0, 1, 1, 2], pattern.Exceptions.Starts.ToArray());
            Assert.Equal([2, 1], pattern.Exceptions.Columns[..2].ToArray());
        }
    }

    [Fact]
    public void Without_a_baseline_each_unit_that_is_on_is_an_exception()
    {
        ActivationPattern pattern = new(KernelSet.Widest, 4, 3);
        pattern.Read(Units);
        pattern.ClearBaseline(4);
        Assert.Empty(pattern.BaselineUnits.ToArray());
        Assert.Equal(6, pattern.ExceptionCount);
        pattern.FindExceptions(Units);
        Assert.Equal([0, 1, 2, 0, 1, 0], pattern.Exceptions.Columns[..6].ToArray());
    }

    [Fact]
    public void What_a_wider_layer_left_behind_does_not_count()
    {
        foreach (KernelSet kernels in KernelSet.Available)
        {
            AlignedBuffer wide = new(3 * 2 * Line);
            wide.Span.Fill(1);
            ActivationPattern pattern = new(kernels, 2 * Line, 3);
            pattern.Read(new Matrix(wide.Span, 3, 2 * Line, 2 * Line));
            Assert.Equal(2 * Line, pattern.BaselineUnits.Length);
            pattern.Read(Units);
            Assert.Equal([0, 1, 2], pattern.Alive.ToArray());
            Assert.Equal(2, pattern.Baseline.ToArray().Sum());
        }
    }
}
