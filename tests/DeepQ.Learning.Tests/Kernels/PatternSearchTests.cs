using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Tests.Kernels;

public sealed class PatternSearchTests
{
    [Fact]
    public void Units_are_counted_where_they_are_on()
    {
        AlignedBuffer units = Rows([1, -1, 0, 2], [3, 0, -5, -1], [0.1f, 0, 0, 0]);
        foreach (KernelSet kernels in KernelSet.Available)
        {
            float[] counts = new float[Line];
            kernels.CountOn(new Matrix(units.Span, 3, 4, Line), counts);
            Assert.Equal([3, 0, 0, 1], counts[..4]);
        }
    }

    [Fact]
    public void A_unit_is_alive_that_is_on_in_some_state()
    {
        AlignedBuffer units = Rows([1, -1, 0, 2, 0], [3, 0, -5, -1, 0], [0.1f, 0, 0, 0, float.NaN]);
        foreach (KernelSet kernels in KernelSet.Available)
        {
            int[] alive = new int[5 + Line];
            Assert.Equal(3, kernels.FindAlive(new Matrix(units.Span, 3, 5, Line), alive));
            Assert.Equal([0, 3, 4], alive[..3]);
        }
    }

    [Fact]
    public void An_exception_is_a_unit_on_the_side_where_it_usually_is_not()
    {
        // On in most states, on, off, off; what is not a number is not off.
        float[] baseline = new float[Line];
        (baseline[0], baseline[1]) = (1, 1);
        AlignedBuffer units = Rows([1, -1, 2, -2], [0, 3, 0, 0], [4, 5, -6, -7], [float.NaN, -1, float.NaN, 0]);
        foreach (KernelSet kernels in KernelSet.Available)
        {
            SparseRows exceptions = new(4, 4 * Line);
            kernels.FindExceptions(new Matrix(units.Span, 4, 4, Line), baseline, exceptions);
            Assert.Equal([[1, 2], [0], [], [1, 2]], Read(exceptions, 4));
        }
    }

    [Fact]
    public void All_values_but_zeros_are_found_in_their_order()
    {
        Xoshiro256 random = new(1);
        AlignedBuffer matrix = new(20 * 48);
        for (int row = 0; row < 20; row++)
        {
            for (int column = 0; column < 37; column++)
                matrix.Span[(row * 48) + column] = random.Next(3) - 1;
        }

        float[] values = matrix.Span.ToArray();
        int[][] expected =
            [.. Enumerable.Range(0, 20).Select(row => Enumerable.Range(0, 37).Where(i => values[(row * 48) + i] != 0).ToArray())];
        foreach (KernelSet kernels in KernelSet.Available)
        {
            SparseRows places = new(20, 20 * 48);
            kernels.FindValues(new Matrix(matrix.Span, 20, 37, 48), places);
            Assert.Equal(expected, Read(places, 20));
        }
    }

    [Fact]
    public void What_more_than_half_of_the_states_have_in_common_is_found()
    {
        // Of the first unit 3, 3, 0, 3, 1, of the second −1 first and last, of the third 0, of the fourth nothing.
        AlignedBuffer units = Rows([3, -1, 0, 1], [3, 2, 0, 2], [0, 2, 5, 3], [3, 2, 0, 4], [1, -1, 0, 5]);
        foreach (KernelSet kernels in KernelSet.Available)
        {
            float[] common = new float[Line], leads = new float[Line];
            leads.AsSpan().Fill(7);
            kernels.FindCommon(new Matrix(units.Span, 5, 4, Line), 1, leads, common);
            Assert.Equal([3, 2, 0], common[..3]);
            Assert.Contains(common[3], new float[] { 1, 2, 3, 4, 5 });

            // The first and the fourth state vote, and agree on nothing but the first unit and the third.
            kernels.FindCommon(new Matrix(units.Span, 5, 4, Line), 3, leads, common);
            Assert.Equal((3, 0), (common[0], common[2]));
        }
    }

    [Fact]
    public void Deviations_are_what_is_left_without_what_is_common()
    {
        AlignedBuffer units = Rows([3, 0, 1], [3, 2, float.NaN], [0, 2, 1]);
        float[] common = new float[Line];
        (common[0], common[1], common[2]) = (3, 2, 1);
        foreach (KernelSet kernels in KernelSet.Available)
        {
            AlignedBuffer deviations = new(3 * Line);
            SparseRows places = new(3, 3 * Line);
            kernels.FindDeviations(new Matrix(units.Span, 3, 3, Line), common, new Matrix(deviations.Span, 3, 3, Line), places);
            Assert.Equal([[1], [2], [0]], Read(places, 3));
            Assert.Equal([0, -2, 0], deviations.Span[..3].ToArray());
            Assert.Equal([0, 0, float.NaN], deviations.Span.Slice(Line, 3).ToArray());
            Assert.Equal([-3, 0, 0], deviations.Span.Slice(2 * Line, 3).ToArray());
        }
    }

    private static AlignedBuffer Rows(params float[][] rows)
    {
        AlignedBuffer buffer = new(rows.Length * Line);
        for (int row = 0; row < rows.Length; row++)
            rows[row].CopyTo(buffer.Span[(row * Line)..]);
        return buffer;
    }

    private static int[][] Read(SparseRows places, int rows) =>
        [.. Enumerable.Range(0, rows).Select(row => places.Columns[places.Starts[row]..places.Starts[row + 1]].ToArray())];
}
