using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Data;

public sealed class RowSelectionTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public RowSelectionTests()
        => _data = _context.Data.LoadFromEnumerable(
            Enumerable.Range(0, 200)
                .Select(i => new Numbered { Index = i, Value = i, Group = $"g{i / 10}" })
                .ToArray());

    [Fact]
    public void Rows_are_taken_and_skipped_from_the_start()
    {
        IDataView taken = _context.Data.TakeRows(_data, 3);
        IDataView skipped = _context.Data.SkipRows(_data, 198);

        Assert.Equal([0, 1, 2], Indices(taken));
        Assert.Equal([198, 199], Indices(skipped));
        Assert.Equal(3, taken.GetRowCount());
        Assert.Equal(2, skipped.GetRowCount());
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.TakeRows(_data, 0));
    }

    [Fact]
    public void Skipped_rows_count_from_zero_and_keep_their_identity()
    {
        IDataView skipped = _context.Data.SkipRows(_data, 5);
        using DataViewRowCursor cursor = skipped.GetRowCursor([]);
        cursor.MoveNext();
        DataViewRowId identity = default;

        cursor.GetIdGetter()(ref identity);

        Assert.Equal(0, cursor.Position);
        Assert.Equal(new DataViewRowId(5, 0), identity);
    }

    [Fact]
    public void A_range_of_values_has_its_lower_bound_but_not_its_upper()
    {
        Assert.Equal([3, 4, 5], Indices(_context.Data.FilterRowsByColumn(_data, "Value", 3, 6)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.FilterRowsByColumn(_data, "Index", 3, 6));
    }

    [Fact]
    public void Shuffled_rows_are_the_same_rows_in_an_order_that_the_seed_fixes()
    {
        IDataView shuffled = _context.Data.ShuffleRows(_data, seed: 5);
        int[] order = Indices(shuffled);

        Assert.NotEqual(Indices(_data), order);
        Assert.Equal(Indices(_data), order.Order());
        Assert.Equal(order, Indices(shuffled));
        Assert.Equal(order, Indices(_context.Data.ShuffleRows(_data, seed: 5)));
        Assert.Equal(order.Select(index => (float)index), shuffled.GetColumn<float>("Value"));
    }

    [Fact]
    public void A_pool_of_one_shuffles_nothing()
    {
        Assert.Equal(Indices(_data), Indices(_context.Data.ShuffleRows(_data, 1, shufflePoolSize: 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.ShuffleRows(_data, 1, shufflePoolSize: 0));
    }

    [Fact]
    public void A_split_puts_each_row_into_one_part_and_repeats_itself()
    {
        DataOperationsCatalog.TrainTestData split = _context.Data.TrainTestSplit(_data, 0.25, seed: 3);
        int[] test = Indices(split.TestSet);

        Assert.Equal(Indices(_data), Indices(split.TrainSet).Concat(test).Order());
        Assert.InRange(test.Length, 25, 75);
        Assert.Equal(test, Indices(_context.Data.TrainTestSplit(_data, 0.25, seed: 3).TestSet));
        Assert.Equal(_data.Schema.Select(column => column.Name), split.TestSet.Schema.Select(column => column.Name));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.TrainTestSplit(_data, 1));
    }

    [Fact]
    public void A_split_by_key_keeps_the_rows_of_a_key_together()
    {
        DataOperationsCatalog.TrainTestData split = _context.Data.TrainTestSplit(_data, 0.5, "Group", seed: 3);

        string[] train = [.. split.TrainSet.GetColumn<string>("Group").Distinct()];
        string[] test = [.. split.TestSet.GetColumn<string>("Group").Distinct()];
        Assert.Empty(train.Intersect(test));
        Assert.Equal(20, train.Length + test.Length);
    }

    [Fact]
    public void A_cache_reads_its_source_once_and_can_be_shuffled()
    {
        int reads = 0;
        IDataView source = _context.Data.LoadFromEnumerable(Counted());
        IDataView cached = _context.Data.Cache(source, "Index");

        Assert.Equal([0, 1, 2], Indices(cached));
        Assert.Equal([0, 1, 2], Indices(cached));
        Assert.Equal(3, reads);
        Assert.Equal(3, cached.GetRowCount());
        Assert.True(cached.CanShuffle);

        IEnumerable<Numbered> Counted()
        {
            for (int i = 0; i < 3; i++)
            {
                reads++;
                yield return new Numbered { Index = i };
            }
        }
    }

    [Fact]
    public void Cursors_of_a_set_share_the_rows_and_their_batches_give_the_order_back()
    {
        IDataView cached = _context.Data.Cache(_data);
        var seen = new List<(long Batch, long Position, int Index)>();

        foreach (DataViewRowCursor cursor in cached.GetRowCursorSet(cached.Schema, 3))
        {
            using (cursor)
            {
                ValueGetter<int> getter = cursor.GetGetter<int>(cached.Schema["Index"]);
                int index = 0;
                while (cursor.MoveNext())
                {
                    getter(ref index);
                    seen.Add((cursor.Batch, cursor.Position, index));
                }
            }
        }

        Assert.Equal(
            Indices(_data), seen.OrderBy(row => row.Batch).ThenBy(row => row.Position).Select(row => row.Index));
    }

    private static int[] Indices(IDataView data) => [.. data.GetColumn<int>("Index")];

    private sealed class Numbered
    {
        public int Index { get; set; }

        public float Value { get; set; }

        public string Group { get; set; }
    }
}
