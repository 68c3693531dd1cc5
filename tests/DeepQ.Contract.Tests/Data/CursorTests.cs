using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Data;

public sealed class CursorTests
{
    private readonly IDataView _data = new MLContext(seed: 1).Data.LoadFromEnumerable(Sample.Three);

    [Fact]
    public void A_cursor_stands_before_the_first_row_and_ends_at_minus_one()
    {
        using DataViewRowCursor cursor = _data.GetRowCursor([_data.Schema["Step"]]);
        var positions = new List<long> { cursor.Position };
        while (cursor.MoveNext())
            positions.Add(cursor.Position);
        positions.Add(cursor.Position);

        Assert.Equal([-1, 0, 1, 2, -1], positions);
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void Only_the_columns_asked_for_are_active()
    {
        using DataViewRowCursor cursor = _data.GetRowCursor([_data.Schema["Step"]]);

        Assert.True(cursor.IsColumnActive(_data.Schema["Step"]));
        Assert.False(cursor.IsColumnActive(_data.Schema["Reward"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<float>(_data.Schema["Reward"]));
    }

    [Fact]
    public void A_getter_of_another_type_is_refused()
    {
        using DataViewRowCursor cursor = _data.GetRowCursor(_data.Schema);

        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(_data.Schema["Reward"]));
    }

    [Fact]
    public void A_getter_gives_the_row_that_is_current_when_it_is_called()
    {
        using DataViewRowCursor cursor = _data.GetRowCursor(_data.Schema);
        ValueGetter<int> getter = cursor.GetGetter<int>(_data.Schema["Step"]);
        ValueGetter<DataViewRowId> id = cursor.GetIdGetter();
        cursor.MoveNext();
        cursor.MoveNext();
        int step = 0;
        DataViewRowId identity = default;

        getter(ref step);
        id(ref identity);

        Assert.Equal(-4, step);
        Assert.Equal(new DataViewRowId(1, 0), identity);
    }
}
