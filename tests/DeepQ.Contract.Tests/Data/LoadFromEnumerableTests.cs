using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Data;

public sealed class LoadFromEnumerableTests
{
    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void Members_become_columns_of_their_types()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Sample.Three);

        Assert.Equal(
            [
                "Reward: Single",
                "State: Vector<Single, 2>",
                "Action: Key<UInt32, 0-2>",
                "Note: String",
                "Terminated: Boolean",
                "Step: Int32",
            ],
            data.Schema.Select(column => column.ToString()));
        Assert.Equal(3, data.GetRowCount());
        Assert.False(data.CanShuffle);
    }

    [Fact]
    public void A_sequence_that_cannot_be_counted_has_no_row_count()
    {
        Assert.Null(_context.Data.LoadFromEnumerable(Sample.Three.Where(sample => sample.Step > 0)).GetRowCount());
    }

    [Fact]
    public void A_category_counted_from_zero_becomes_a_key_counted_from_one_and_is_missing_beyond_the_last()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Sample.Three);

        Assert.Equal([1u, 3u, 0u], data.GetColumn<uint>("Action"));
    }

    [Fact]
    public void A_column_is_read_as_what_it_is_text_also_as_strings_vectors_also_as_arrays()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Sample.Three);

        Assert.Equal(["a,b", "say \"c\"", string.Empty], data.GetColumn<string>("Note"));
        Assert.Equal([[1, 2], [3, 4], [5, 6]], data.GetColumn<float[]>("State"));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.GetColumn<double>("Reward").Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => data.GetColumn<float>("Gamma").Count());
    }

    [Fact]
    public void A_definition_renames_columns_and_gives_them_types_and_annotations()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Sample));
        definition["Reward"].ColumnName = "Return";
        definition["State"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, 2);
        definition["Step"].AddAnnotation("Unit", 2f, NumberDataViewType.Single);

        DataViewSchema schema = _context.Data.LoadFromEnumerable(Sample.Three, definition).Schema;

        Assert.Null(schema.GetColumnOrNull("Reward"));
        Assert.Equal("State: Vector<Single, 1, 2>", schema["State"].ToString());
        float unit = 0;
        schema["Step"].Annotations.GetValue("Unit", ref unit);
        Assert.Equal(2, unit);
    }

    [Fact]
    public void A_definition_cannot_change_the_kind_of_a_value()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(Sample));
        definition["Reward"].ColumnType = NumberDataViewType.Double;

        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.LoadFromEnumerable(Sample.Three, definition));
    }

    [Fact]
    public void A_schema_gives_types_and_must_find_its_members()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("State", new VectorDataViewType(NumberDataViewType.Single, 1, 2));
        IDataView data = _context.Data.LoadFromEnumerable(Sample.Three, builder.ToSchema());
        builder.AddColumn("Gamma", NumberDataViewType.Single);

        Assert.Equal("State: Vector<Single, 1, 2>", data.Schema["State"].ToString());
        Assert.Equal(6, data.Schema.Count);
        Assert.Throws<InvalidOperationException>(
            () => _context.Data.LoadFromEnumerable(Sample.Three, builder.ToSchema()));
    }

    [Fact]
    public void Members_that_no_column_type_stands_for_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.LoadFromEnumerable([new { Value = (float?)1 }]));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _context.Data.LoadFromEnumerable([new { Value = new List<int>() }]));
    }

    [Fact]
    public void A_null_among_the_objects_is_an_error_when_it_is_reached()
    {
        IDataView data = _context.Data.LoadFromEnumerable([Sample.Three[0], null]);

        Assert.Throws<InvalidOperationException>(() => data.GetColumn<float>("Reward").Count());
    }
}
