using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Replay;

public sealed class SumTreeTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.99, 0)]
    [InlineData(1, 2)]
    [InlineData(3.99, 2)]
    [InlineData(4, 4)]
    [InlineData(8.99, 4)]
    public void A_target_finds_the_value_that_the_running_sum_passes_it_in(double target, int index)
    {
        SumTree tree = Tree(1, 0, 3, 0, 5);
        Assert.Equal(9, tree.Sum);
        Assert.Equal(index, Find(tree, target));
    }

    [Fact]
    public void A_tree_of_one_value_finds_it()
    {
        SumTree tree = Tree(2);
        Assert.Equal(2, tree.Sum);
        Assert.Equal(0, Find(tree, 1.5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(100)]
    public void Random_use_agrees_with_a_scan_from_the_first_value_to_the_last(int count)
    {
        Xoshiro256 random = new((ulong)count);
        SumTree tree = new(count);
        double[] values = new double[count];
        for (int i = 0; i < 2_000; i++)
        {
            int index = random.Next(count);
            // Whole numbers make every sum exact, in whatever order.
            tree[index] = values[index] = random.Next(5);
            Assert.Equal(values[index], tree[index]);
            Assert.Equal(values.Sum(), tree.Sum);
            if (tree.Sum == 0)
                continue;
            double target = random.NextDouble() * tree.Sum;
            Assert.Equal(Scan(values, target), Find(tree, target));
        }
    }

    [Fact]
    public void A_value_of_zero_is_not_found_even_where_rounding_leaves_a_rest()
    {
        // 0.1 + 0.2 is above 0.3: the last representable targets lie beyond what is left on the right.
        SumTree tree = Tree(0.1, 0.2, 0, 0);
        Assert.Equal(1, Find(tree, Math.BitDecrement(tree.Sum)));
        Assert.Equal(1, Find(tree, tree.Sum));
    }

    [Fact]
    public void Values_that_come_and_go_leave_no_rounding_behind()
    {
        SumTree tree = Tree(1e-3, 1, 1);
        for (int i = 0; i < 1_000; i++)
        {
            tree[1] = 1e15 / (i + 3);
            tree[1] = 0;
        }

        tree[2] = 0;
        Assert.Equal(1e-3, tree.Sum);
    }

    [Fact]
    public void Indices_are_drawn_in_proportion_to_their_values()
    {
        SumTree tree = Tree(1, 2, 0, 5, 2);
        Xoshiro256 random = new(8);
        int[] counts = new int[5];
        for (int i = 0; i < 100_000; i++)
            counts[Find(tree, random.NextDouble() * tree.Sum)]++;
        for (int i = 0; i < 5; i++)
        {
            double p = tree[i] / 10;
            double sixDeviations = 6 * Math.Sqrt(100_000 * p * (1 - p));
            Assert.InRange(counts[i], (100_000 * p) - sixDeviations, (100_000 * p) + sixDeviations);
        }
    }

    [Fact]
    public void Many_at_a_time_are_set_and_found_as_one_by_one()
    {
        SumTree tree = new(6);
        tree.Set([5, 0, 3, 0], [4, 9, 2, 1]);
        Assert.Equal(7, tree.Sum);
        int[] indices = new int[4];
        tree.Find([0.5, 1, 2.5, 3], indices);
        Assert.Equal([0, 3, 3, 5], indices);
    }

    private static int Find(SumTree tree, double target)
    {
        int index = 0;
        tree.Find([target], new Span<int>(ref index));
        return index;
    }

    private static int Scan(double[] values, double target)
    {
        double sum = 0;
        return Array.FindIndex(values, value => (sum += value) > target);
    }

    private static SumTree Tree(params double[] values)
    {
        SumTree tree = new(values.Length);
        for (int i = 0; i < values.Length; i++)
            tree[i] = values[i];
        return tree;
    }
}
