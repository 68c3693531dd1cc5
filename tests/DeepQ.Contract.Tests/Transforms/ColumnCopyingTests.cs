using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace DeepQ.Contract.Tests.Transforms;

public sealed class ColumnCopyingTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public ColumnCopyingTests() => _data = _context.Data.LoadFromEnumerable(StateRow.Three);

    [Fact]
    public void A_copy_has_the_type_the_values_and_the_annotations_of_its_source()
    {
        IDataView copied = _context.Transforms.Concatenate("State", "Position", "Velocity")
            .Append(_context.Transforms.CopyColumns("Copy", "State")).Fit(_data).Transform(_data);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), copied.Schema["Copy"].Type);
        Assert.Equal(["Position", "Velocity"], copied.Schema["Copy"].SlotNames());
        Assert.Equal([[1, 2], [2, -6], [3, float.NaN]], copied.Vectors<float>("Copy"));
    }

    [Fact]
    public void A_column_may_be_copied_over_another()
    {
        IDataView copied = _context.Transforms.CopyColumns("Position", "Velocity").Fit(_data).Transform(_data);

        Assert.True(copied.Schema[0].IsHidden);
        Assert.Equal([2, -6, float.NaN], copied.Scalars<float>("Position"));
    }

    [Fact]
    public void The_promised_shape_keeps_keys_and_annotations()
    {
        SchemaShape shape = ShapeProbe.After(
            _context.Transforms.Conversion.MapValueToKey("Kind", "Terrain")
                .Append(_context.Transforms.CopyColumns("Copy", "Kind")),
            _data);

        SchemaShape.Column copy = shape.Single(column => column.Name == "Copy");
        Assert.True(copy.IsKey);
        Assert.Equal(NumberDataViewType.UInt32, copy.ItemType);
        Assert.Equal(["KeyValues"], copy.Annotations.Select(annotation => annotation.Name));
    }

    [Fact]
    public void A_saved_model_gives_the_same_after_loading()
    {
        ITransformer loaded = SavedModel.RoundTrip(
            _context, _context.Transforms.CopyColumns("Copy", "Lives").Fit(_data), _data.Schema);

        Assert.IsType<ColumnCopyingTransformer>(loaded);
        Assert.Equal([3, 5, 7], loaded.Transform(_data).Scalars<int>("Copy"));
    }

    [Fact]
    public void A_missing_source_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => _context.Transforms.CopyColumns("Copy", "Altitude").Fit(_data));

        Assert.Contains("'Altitude'", error.Message, StringComparison.Ordinal);
    }
}
