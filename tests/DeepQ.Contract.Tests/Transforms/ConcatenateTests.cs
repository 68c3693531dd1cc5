using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Transforms;

public sealed class ConcatenateTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public ConcatenateTests() => _data = _context.Data.LoadFromEnumerable(StateRow.Three);

    [Fact]
    public void Scalars_and_vectors_are_joined_in_the_order_they_are_named()
    {
        IDataView joined = Fitted("State", "Position", "Sensors", "Velocity").Transform(_data);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 5), joined.Schema["State"].Type);
        Assert.Equal(
            [[1, -4, 2, 0, 2], [2, 8, 2, 0, -6], [3, 0, 2, 0, float.NaN]], joined.Vectors<float>("State"));
    }

    [Fact]
    public void One_scalar_becomes_a_vector_of_one()
    {
        IDataView joined = Fitted("State", "Position").Transform(_data);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 1), joined.Schema["State"].Type);
        Assert.Equal([[1], [2], [3]], joined.Vectors<float>("State"));
    }

    [Fact]
    public void Scalars_give_their_names_to_their_slots_and_nameless_vectors_give_none()
    {
        DataViewSchema schema = Fitted("State", "Position", "Sensors", "Velocity").GetOutputSchema(_data.Schema);

        Assert.Equal(["Position", "", "", "", "Velocity"], schema["State"].SlotNames());
    }

    [Fact]
    public void Named_vectors_give_their_name_and_their_slots_names()
    {
        DataViewSchema schema = _context.Transforms.Concatenate("Motion", "Position", "Velocity")
            .Append(_context.Transforms.Concatenate("State", "Motion", "Position"))
            .Fit(_data).GetOutputSchema(_data.Schema);

        Assert.Equal(["Motion.Position", "Motion.Velocity", "Position"], schema["State"].SlotNames());
    }

    [Fact]
    public void A_lone_nameless_vector_has_no_slot_names()
    {
        DataViewSchema schema = Fitted("State", "Sensors").GetOutputSchema(_data.Schema);

        Assert.False(schema["State"].HasSlotNames());
    }

    [Fact]
    public void The_result_is_normalized_only_if_every_source_is()
    {
        EstimatorChain<ITransformer> chain = new EstimatorChain<ITransformer>()
            .Append<ITransformer>(_context.Transforms.NormalizeMinMax("Sensors"))
            .Append<ITransformer>(_context.Transforms.NormalizeMinMax("Scaled", "Position"))
            .Append<ITransformer>(_context.Transforms.Concatenate("All", "Sensors", "Scaled"))
            .Append<ITransformer>(_context.Transforms.Concatenate("Half", "Sensors", "Position"));
        DataViewSchema schema = chain.Fit(_data).GetOutputSchema(_data.Schema);

        Assert.True(schema["All"].IsNormalized());
        Assert.False(schema["Half"].IsNormalized());
    }

    [Fact]
    public void Categorical_ranges_move_with_their_slots()
    {
        DataViewSchema schema = _context.Transforms.Categorical.OneHotEncoding("Kind", "Terrain")
            .Append(_context.Transforms.Concatenate("State", "Position", "Kind"))
            .Fit(_data).GetOutputSchema(_data.Schema);

        Assert.Equal(["Position", "Kind.sand", "Kind.ice"], schema["State"].SlotNames());
        Assert.Equal([1, 2], schema["State"].CategoricalSlotRanges());
    }

    [Fact]
    public void An_output_named_like_an_input_hides_it_in_its_place()
    {
        IDataView joined = Fitted("Position", "Position", "Velocity").Transform(_data);

        Assert.Equal(["Position", "Position", "Velocity"], joined.Schema.Names()[..3]);
        Assert.True(joined.Schema[0].IsHidden);
        Assert.Equal([[1, 2], [2, -6], [3, float.NaN]], joined.Vectors<float>("Position"));
    }

    [Fact]
    public void Sparse_vectors_are_joined_to_the_same_values()
    {
        IDataView sparse = _context.Data.LoadFromEnumerable<SparseRow>(
        [
            new() { Cells = new VBuffer<float>(4, 1, [2f], [1]), Bias = 0 },
            new() { Cells = new VBuffer<float>(4, 2, [-4f, 1f], [1, 3]), Bias = 7 },
        ]);

        IDataView joined = _context.Transforms.Concatenate("All", "Cells", "Bias", "Cells")
            .Fit(sparse).Transform(sparse);

        Assert.Equal([[0, 2, 0, 0, 0, 0, 2, 0, 0], [0, -4, 0, 1, 7, 0, -4, 0, 1]], joined.Vectors<float>("All"));
    }

    [Fact]
    public void Vectors_of_open_length_join_to_a_vector_of_open_length()
    {
        IDataView open = _context.Data.LoadFromEnumerable<OpenRow>(
            [new() { Bias = 9, Cells = [1, 2] }, new() { Cells = [] }]);

        IDataView joined = _context.Transforms.Concatenate("All", "Cells", "Bias").Fit(open).Transform(open);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single), joined.Schema["All"].Type);
        Assert.Equal([[1, 2, 9], [0]], joined.Vectors<float>("All"));
    }

    [Fact]
    public void The_promised_shape_is_that_of_the_result()
    {
        SchemaShape shape = ShapeProbe.After(_context.Transforms.Concatenate("State", "Position", "Sensors"), _data);

        SchemaShape.Column state = shape.Single(column => column.Name == "State");
        Assert.Equal(SchemaShape.Column.VectorKind.Vector, state.Kind);
        Assert.Equal(NumberDataViewType.Single, state.ItemType);
        Assert.Equal(["SlotNames"], state.Annotations.Select(annotation => annotation.Name));
    }

    [Fact]
    public void A_saved_model_gives_the_same_after_loading()
    {
        ITransformer loaded = SavedModel.RoundTrip(_context, Fitted("State", "Velocity", "Position"), _data.Schema);

        Assert.IsType<ColumnConcatenatingTransformer>(loaded);
        Assert.Equal([[2, 1], [-6, 2], [float.NaN, 3]], loaded.Transform(_data).Vectors<float>("State"));
    }

    [Theory]
    [InlineData("Terrain")]
    [InlineData("Armed")]
    [InlineData("Altitude")]
    public void A_column_of_another_type_or_none_is_refused_by_name(string column)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => Fitted("State", "Position", column).Transform(_data));

        Assert.Contains($"'{column}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_input_columns_there_is_no_estimator() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Transforms.Concatenate("State"));

    private ColumnConcatenatingTransformer Fitted(string output, params string[] inputs) =>
        _context.Transforms.Concatenate(output, inputs).Fit(_data);

    private sealed class SparseRow
    {
        [VectorType(4)]
        public VBuffer<float> Cells { get; set; }

        public float Bias { get; set; }
    }

    private sealed class OpenRow
    {
        public float[] Cells { get; set; }

        public float Bias { get; set; }
    }
}
