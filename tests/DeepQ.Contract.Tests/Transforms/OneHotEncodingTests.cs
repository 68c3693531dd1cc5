using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace DeepQ.Contract.Tests.Transforms;

public sealed class OneHotEncodingTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public OneHotEncodingTests() => _data = _context.Data.LoadFromEnumerable(StateRow.Three);

    [Fact]
    public void A_value_becomes_a_one_in_its_slot()
    {
        IDataView encoded = _context.Transforms.Categorical.OneHotEncoding("Kind", "Terrain")
            .Fit(_data).Transform(_data);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), encoded.Schema["Kind"].Type);
        Assert.Equal([[1, 0], [0, 1], [1, 0]], encoded.Vectors<float>("Kind"));
    }

    [Fact]
    public void The_vector_tells_its_slots_its_range_and_that_it_is_normalized()
    {
        OneHotEncodingEstimator estimator = _context.Transforms.Categorical.OneHotEncoding("Kind", "Lives");

        DataViewSchema.Column kind = estimator.Fit(_data).GetOutputSchema(_data.Schema)["Kind"];
        SchemaShape.Column promised = ShapeProbe.After(estimator, _data).Single(column => column.Name == "Kind");

        Assert.Equal(["3", "5", "7"], kind.SlotNames());
        Assert.Equal([0, 2], kind.CategoricalSlotRanges());
        Assert.True(kind.IsNormalized());
        Assert.Equal(
            ["CategoricalSlotRanges", "IsNormalized", "SlotNames"],
            promised.Annotations.Select(annotation => annotation.Name).Order());
    }

    [Fact]
    public void A_vector_becomes_a_row_of_slots_for_each_item()
    {
        IDataView encoded = _context.Transforms.Categorical.OneHotEncoding("Kind", "Sensors")
            .Fit(_data).Transform(_data);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3, 4), encoded.Schema["Kind"].Type);
        Assert.Equal([0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0], encoded.Vectors<float>("Kind")[1]);
        Assert.Equal("[2].8", encoded.Schema["Kind"].SlotNames()[^1]);
        Assert.Equal([0, 3, 4, 7, 8, 11], encoded.Schema["Kind"].CategoricalSlotRanges());
    }

    [Fact]
    public void A_bag_counts_the_items_of_a_vector()
    {
        IDataView encoded = _context.Transforms.Categorical
            .OneHotEncoding("Kind", "Sensors", OneHotEncodingEstimator.OutputKind.Bag).Fit(_data).Transform(_data);

        Assert.Equal([[1, 1, 1, 0], [0, 1, 1, 1], [0, 1, 2, 0]], encoded.Vectors<float>("Kind"));
        Assert.Equal(["-4", "2", "0", "8"], encoded.Schema["Kind"].SlotNames());
    }

    [Fact]
    public void A_value_that_was_not_learnt_has_no_one()
    {
        TransformerChain<ITransformer> model = new(
            _context.Transforms.Categorical.OneHotEncoding("Kind", "Terrain").Fit(_data));
        IDataView other = _context.Data.LoadFromEnumerable<StateRow>(
            [new() { Terrain = "mud", Sensors = [0, 0, 0] }, new() { Terrain = "ice", Sensors = [0, 0, 0] }]);

        Assert.Equal([[0, 0], [0, 1]], model.Transform(other).Vectors<float>("Kind"));
    }

    [Fact]
    public void A_saved_model_gives_the_same_after_loading()
    {
        OneHotEncodingTransformer model = _context.Transforms.Categorical
            .OneHotEncoding([new InputOutputColumnPair("Kind", "Terrain"), new InputOutputColumnPair("Lives")])
            .Fit(_data);

        IDataView loaded = SavedModel.RoundTrip(_context, model, _data.Schema).Transform(_data);

        Assert.Equal([[1, 0], [0, 1], [1, 0]], loaded.Vectors<float>("Kind"));
        Assert.Equal([[1, 0, 0], [0, 1, 0], [0, 0, 1]], loaded.Vectors<float>("Lives"));
    }
}
