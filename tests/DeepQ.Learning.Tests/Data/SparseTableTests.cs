using DeepQ.Learning.Data;
using DeepQ.Learning.States;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Data;

public sealed class SparseTableTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sparse_table_is_read_as_the_dense_one(bool complete)
    {
        LoggedData dense = Read(100, complete, sparse: false), sparse = Read(100, complete, sparse: true);
        Assert.True(sparse.Transitions.IsSparse);
        // What is dense but mostly zeros is kept sparse too.
        Assert.True(dense.Transitions.IsSparse);
        Assert.Equal(dense.Report.Warnings, sparse.Report.Warnings);
        Assert.Equal(dense.ObservationSpace.Low, sparse.ObservationSpace.Low);
        Assert.Equal(dense.ObservationSpace.High, sparse.ObservationSpace.High);
        Assert.Equal(dense.Transitions.Count, sparse.Transitions.Count);
        for (int slot = 0; slot < dense.Transitions.Count; slot++)
        {
            Assert.Equal(dense.Transitions.StateAt(slot).ToArray(), sparse.Transitions.StateAt(slot).ToArray());
            Assert.Equal(dense.Transitions.SuccessorAt(slot).ToArray(), sparse.Transitions.SuccessorAt(slot).ToArray());
        }
    }

    [Fact]
    public void A_table_that_is_not_sparse_is_kept_dense()
    {
        LoggedDataBuilder builder = new(new LoggedDataShape { ObservationSize = 64, IsComplete = true });
        LoggedRow row = new(64, 0, complete: true);
        for (int i = 0; i < 20; i++)
        {
            row.State.Dense().Fill(i + 1);
            row.NextState.Dense().Fill(i + 2);
            row.Action = i % 2;
            builder.Add(row, "");
        }

        LoggedData data = builder.Build(["left", "right"]);
        Assert.False(data.Transitions.IsSparse);
        Assert.Equal(20, data.Transitions.StateAt(19).Values[5]);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void A_large_table_is_refused_after_few_rows_where_these_tell()
    {
        LoggedDataBuilder builder = new(new LoggedDataShape
        {
            ObservationSize = 10_000,
            IsComplete = true,
            Rows = 1_000_000,
            MemoryLimit = 1_000_000_000,
        });
        LoggedRow row = new(10_000, 0, complete: true);
        row.State.Dense().Fill(1);
        row.NextState.Dense().Fill(2);
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
        {
            for (int i = 0; i < 100; i++)
                builder.Add(row, "");
        });
        Assert.StartsWith("The 1000000 rows take about ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_clock_that_sparse_states_lack_is_found(bool hasClock)
    {
        LoggedDataBuilder builder = new(new LoggedDataShape { ObservationSize = 100, IsComplete = false, HasEpisodes = true });
        LoggedRow row = new(100, 0, complete: false);
        Xoshiro256 random = new(3);
        for (int i = 0; i < 400; i++)
        {
            float[] state = new float[100];
            state[random.Next(99)] = 1;
            state[99] = hasClock && i % 10 == 9 ? 1 : 0;
            SparseLog.Set(row.State, state);
            (row.Action, row.Reward, row.Terminated) = (i % 2, 1, i % 10 == 9);
            builder.Add(row, $"{i / 10}");
        }

        Assert.Equal(!hasClock, builder.Build(["left", "right"]).Report.Warnings.Any(
            warning => warning.Contains("depends on a clock", StringComparison.Ordinal)));
    }

    private static LoggedData Read(int size, bool complete, bool sparse)
    {
        SparseLog log = new(7, size, rows: 150);
        LoggedDataBuilder builder = new(new LoggedDataShape { ObservationSize = size, IsComplete = complete, HasEpisodes = true });
        LoggedRow row = new(size, 0, complete);
        for (int i = 0; i < 150; i++)
        {
            Set(row.State, log.Dense.StateAt(i).ToArray());
            if (complete)
                Set(row.NextState, log.Dense.SuccessorAt(i).ToArray());
            (row.Number, row.Action, row.Reward) = (i, log.Dense.ActionAt(i), log.Dense.RewardAt(i));
            row.Terminated = log.Dense.TerminatedAt(i);
            builder.Add(row, $"{i / 7}");
        }

        return builder.Build(["left", "middle", "right"]);

        void Set(StateVector vector, float[] state)
        {
            if (sparse)
                SparseLog.Set(vector, state);
            else
                state.CopyTo(vector.Dense());
        }
    }
}
