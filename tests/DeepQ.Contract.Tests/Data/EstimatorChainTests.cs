using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Data;

public sealed class EstimatorChainTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public EstimatorChainTests() => _data = _context.Data.LoadFromEnumerable(Sample.Three);

    [Fact]
    public void A_column_that_takes_over_a_name_stands_behind_the_one_it_hides()
    {
        IDataView output = _context.Transforms.CopyColumns("Reward", "State")
            .Append(_context.Transforms.CopyColumns("Last", "Step")).Fit(_data).Transform(_data);

        Assert.Equal(
            ["Reward", "Reward", "State", "Action", "Note", "Terminated", "Step", "Last"],
            output.Schema.Select(column => column.Name));
        Assert.Equal([true, false], output.Schema.Take(2).Select(column => column.IsHidden));
    }

    [Fact]
    public void Members_are_asked_for_the_shape_of_the_data_they_get()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("K", NumberDataViewType.Double);
        builder.AddColumn("V", new VectorDataViewType(new KeyDataViewType(typeof(byte), 2)));
        builder.AddColumn(
            "S", new VectorDataViewType(NumberDataViewType.Single, 2), TestAnnotations.SlotNames("x", "y"));
        builder.AddColumn("K", new KeyDataViewType(typeof(uint), 2), TestAnnotations.Texts("KeyValues", "a", "b"));
        var first = new RememberedShape();

        first.Append(_context.Transforms.CopyColumns("Copy", "S")).Fit(new EmptyView(builder.ToSchema()));

        Assert.Equal(
            [
                "V VariableVector Byte key []",
                "S Vector Single [SlotNames Vector String]",
                "K Scalar UInt32 key [KeyValues Vector String]",
            ],
            first.Shape.Select(Text));
    }

    [Fact]
    public void A_column_that_is_missing_is_named_before_anything_is_learnt()
    {
        var first = new RememberedShape();

        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => first.Append(_context.Transforms.CopyColumns("Copy", "Gamma")).Fit(_data));

        Assert.Contains("'Gamma'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, first.Fits);
    }

    [Fact]
    public void A_model_for_a_scope_leaves_out_the_others()
    {
        TransformerChain<Microsoft.ML.Transforms.ColumnCopyingTransformer> chain =
            _context.Transforms.CopyColumns("A", "Step")
                .Append(_context.Transforms.CopyColumns("B", "Step"), TransformerScope.Training)
                .Append(_context.Transforms.CopyColumns("C", "Step"))
                .Fit(_data);

        Assert.Equal(3, chain.Count());
        Assert.Equal(2, chain.GetModelFor(TransformerScope.Scoring).Count());
        Assert.Null(chain.Transform(_data, TransformerScope.Scoring).Schema.GetColumnOrNull("B"));
    }

    [Fact]
    public void An_empty_chain_changes_nothing()
    {
        Assert.Same(_data, new EstimatorChain<ITransformer>().Fit(_data).Transform(_data));
        Assert.Same(_data, new TransformerChain<ITransformer>().Transform(_data));
    }

    [Fact]
    public void What_was_learnt_is_shown_to_a_delegate()
    {
        ITransformer seen = null;

        ITransformer learnt = _context.Transforms.CopyColumns("A", "Step")
            .WithOnFitDelegate(transformer => seen = transformer).Fit(_data);

        Assert.Same(learnt, seen);
    }

    [Fact]
    public void A_chain_maps_rows_through_all_its_members_and_disposes_of_them()
    {
        var doubling = new DoublingTransformer();
        ITransformer chain = new TransformerChain<ITransformer>(
            _context.Transforms.CopyColumns("Value", "Reward").Fit(_data), doubling);

        IRowToRowMapper mapper = chain.GetRowToRowMapper(_data.Schema);
        ((IDisposable)chain).Dispose();

        Assert.Same(_data.Schema, mapper.InputSchema);
        Assert.Equal(
            ["Reward"], mapper.GetDependencies([mapper.OutputSchema["Doubled"]]).Select(column => column.Name));
        Assert.Equal(1, doubling.Disposals);
    }

    private static string Text(SchemaShape.Column column)
        => $"{column.Name} {column.Kind} {column.ItemType} {(column.IsKey ? "key " : string.Empty)}"
            + $"[{string.Join(", ", column.Annotations.Select(a => $"{a.Name} {a.Kind} {a.ItemType}"))}]";

    private sealed class RememberedShape : IEstimator<ITransformer>
    {
        public SchemaShape Shape { get; private set; }

        public int Fits { get; private set; }

        public ITransformer Fit(IDataView input)
        {
            Fits++;
            return new TransformerChain<ITransformer>();
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Shape = inputSchema;
    }
}
