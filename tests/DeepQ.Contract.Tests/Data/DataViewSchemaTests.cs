using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Data;

public sealed class DataViewSchemaTests
{
    [Fact]
    public void Of_two_columns_with_one_name_the_last_is_seen()
    {
        DataViewSchema schema = Schema(
            ("A", NumberDataViewType.Single, null),
            ("B", TextDataViewType.Instance, null),
            ("A", NumberDataViewType.Int32, null));

        Assert.True(schema[0].IsHidden);
        Assert.False(schema[2].IsHidden);
        Assert.Equal(2, schema["A"].Index);
        Assert.Equal(NumberDataViewType.Int32, schema.GetColumnOrNull("A").Value.Type);
    }

    [Fact]
    public void A_missing_column_is_null_or_an_error_that_names_it()
    {
        DataViewSchema schema = Schema(("A", NumberDataViewType.Single, null));

        Assert.Null(schema.GetColumnOrNull("B"));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => schema["B"]);
        Assert.Contains("'B'", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => schema[1]);
    }

    [Fact]
    public void Annotations_are_found_by_kind_and_type()
    {
        DataViewSchema schema = Schema(("F", Vector(2), TestAnnotations.SlotNames("x", "y")));
        bool normalized = true;

        Assert.Equal("F: Vector<Single, 2> {SlotNames}", schema[0].ToString());
        Assert.Throws<InvalidOperationException>(() => schema[0].Annotations.GetValue("IsNormalized", ref normalized));
        Assert.Throws<InvalidOperationException>(() => schema[0].Annotations.GetValue("SlotNames", ref normalized));
        Assert.False(schema[0].IsNormalized());
    }

    [Fact]
    public void Slot_names_count_where_each_slot_has_one()
    {
        DataViewSchema.Annotations three = TestAnnotations.SlotNames("x", "y", "z");
        DataViewSchema schema = Schema(
            ("Fits", Vector(3), three), ("Short", Vector(2), three), ("Scalar", NumberDataViewType.Single, three));

        Assert.Equal([true, false, false], schema.Select(column => column.HasSlotNames()));
    }

    [Fact]
    public void Key_values_are_those_of_the_type_asked_for_text_unless_it_is_named()
    {
        var values = new DataViewSchema.Annotations.Builder();
        values.Add(
            "KeyValues",
            Vector(2),
            (ref VBuffer<float> value) => value = new VBuffer<float>(2, [1, 2]));
        DataViewSchema schema = Schema(("K", new KeyDataViewType(typeof(uint), 2), values.ToAnnotations()));

        Assert.False(schema[0].HasKeyValues());
        Assert.True(schema[0].HasKeyValues(NumberDataViewType.Single));
    }

    [Fact]
    public void An_annotation_whose_type_does_not_fit_its_getter_is_refused()
    {
        var builder = new DataViewSchema.Annotations.Builder();

        Assert.Throws<ArgumentException>(() => builder.AddPrimitiveValue("Gamma", NumberDataViewType.Double, 1f));
    }

    private static VectorDataViewType Vector(int size) => new(NumberDataViewType.Single, size);

    private static DataViewSchema Schema(
        params (string Name, DataViewType Type, DataViewSchema.Annotations Annotations)[] columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach ((string name, DataViewType type, DataViewSchema.Annotations annotations) in columns)
            builder.AddColumn(name, type, annotations);
        return builder.ToSchema();
    }
}
