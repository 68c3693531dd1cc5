using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace DeepQ.Contract.Tests.Transforms;

public sealed class KeyMappingTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public KeyMappingTests() => _data = _context.Data.LoadFromEnumerable(StateRow.Three);

    [Fact]
    public void Keys_are_counted_from_one_in_the_order_values_occur()
    {
        IDataView keyed = _context.Transforms.Conversion.MapValueToKey("Kind", "Terrain").Fit(_data).Transform(_data);

        Assert.Equal(new KeyDataViewType(typeof(uint), 2), keyed.Schema["Kind"].Type);
        Assert.Equal([1u, 2, 1], keyed.Scalars<uint>("Kind"));
        Assert.Equal(["sand", "ice"], keyed.Schema["Kind"].KeyValues<ReadOnlyMemory<char>>().Select(v => v.ToString()));
    }

    [Fact]
    public void Keys_may_follow_the_order_of_values_and_tell_them_as_text()
    {
        IDataView keyed = _context.Transforms.Conversion.MapValueToKey(
            "Kind",
            "Sensors",
            keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue,
            addKeyValueAnnotationsAsText: true).Fit(_data).Transform(_data);

        Assert.Equal([[1u, 3, 2], [4, 3, 2], [2, 3, 2]], keyed.Vectors<uint>("Kind"));
        Assert.Equal(
            ["-4", "0", "2", "8"], keyed.Schema["Kind"].KeyValues<ReadOnlyMemory<char>>().Select(v => v.ToString()));
    }

    [Fact]
    public void Values_beyond_the_maximum_and_missing_ones_get_the_missing_key()
    {
        IDataView keyed = _context.Transforms.Conversion.MapValueToKey("Kind", "Terrain", maximumNumberOfKeys: 1)
            .Append(_context.Transforms.Conversion.MapValueToKey("Speed", "Velocity")).Fit(_data).Transform(_data);

        Assert.Equal([1u, 0, 1], keyed.Scalars<uint>("Kind"));
        Assert.Equal([1u, 2, 0], keyed.Scalars<uint>("Speed"));
        Assert.Equal([2f, -6], keyed.Schema["Speed"].KeyValues<float>());
    }

    [Fact]
    public void Keys_may_be_given_instead_of_learnt()
    {
        IDataView given = _context.Data.LoadFromEnumerable<Count>([new() { Value = 7 }, new() { Value = 5 }]);

        IDataView keyed = _context.Transforms.Conversion.MapValueToKey("Kind", "Lives", keyData: given)
            .Fit(_data).Transform(_data);

        Assert.Equal([0u, 2, 1], keyed.Scalars<uint>("Kind"));
    }

    [Fact]
    public void Keys_turn_back_into_their_values_and_the_missing_key_into_a_missing_value()
    {
        IDataView given = _context.Data.LoadFromEnumerable<Size>([new() { Value = 8 }, new() { Value = 2 }]);

        IDataView back = _context.Transforms.Conversion.MapValueToKey("Kind", "Terrain")
            .Append(_context.Transforms.Conversion.MapKeyToValue("Name", "Kind"))
            .Append(_context.Transforms.Conversion.MapValueToKey("Key", "Sensors", keyData: given))
            .Append(_context.Transforms.Conversion.MapKeyToValue("Value", "Key")).Fit(_data).Transform(_data);

        Assert.Equal(["sand", "ice", "sand"], back.Texts("Name", text => text.ToString()));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), back.Schema["Value"].Type);
        Assert.Equal(
            [[float.NaN, 2, float.NaN], [8, 2, float.NaN], [float.NaN, 2, float.NaN]], back.Vectors<float>("Value"));
    }

    [Fact]
    public void The_promised_shape_is_a_key_with_values()
    {
        SchemaShape shape = ShapeProbe.After(_context.Transforms.Conversion.MapValueToKey("Kind", "Terrain"), _data);

        SchemaShape.Column kind = shape.Single(column => column.Name == "Kind");
        Assert.True(kind.IsKey);
        Assert.Equal(NumberDataViewType.UInt32, kind.ItemType);
        SchemaShape.Column values = Assert.Single(kind.Annotations);
        Assert.Equal(("KeyValues", (DataViewType)TextDataViewType.Instance), (values.Name, values.ItemType));
    }

    [Fact]
    public void A_saved_model_gives_the_same_after_loading()
    {
        TransformerChain<KeyToValueMappingTransformer> model = _context.Transforms.Conversion
            .MapValueToKey("Kind", "Terrain")
            .Append(_context.Transforms.Conversion.MapKeyToValue("Name", "Kind")).Fit(_data);

        IDataView loaded = SavedModel.RoundTrip(_context, model, _data.Schema).Transform(_data);

        Assert.Equal([1u, 2, 1], loaded.Scalars<uint>("Kind"));
        Assert.Equal(["sand", "ice", "sand"], loaded.Texts("Name", text => text.ToString()));
    }

    [Fact]
    public void A_column_that_is_missing_or_tells_no_values_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _context.Transforms.Conversion.MapValueToKey("Kind", "Altitude").Fit(_data));
        Assert.Throws<InvalidOperationException>(
            () => _context.Transforms.Conversion.MapKeyToValue("Name", "Zone").Fit(_data));
    }

    private sealed class Count
    {
        public int Value { get; set; }
    }

    private sealed class Size
    {
        public float Value { get; set; }
    }
}
