using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Data;

public sealed class ModelOperationsTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public ModelOperationsTests() => _data = _context.Data.LoadFromEnumerable(Sample.Three);

    [Fact]
    public void A_chain_comes_back_with_the_schema_of_its_input()
    {
        ITransformer chain = _context.Transforms.CopyColumns("A", "Step")
            .Append(_context.Transforms.CopyColumns("B", "A")).Fit(_data);
        using MemoryStream file = Saved(chain, _data.Schema);

        ITransformer loaded = _context.Model.Load(file, out DataViewSchema schema);

        Assert.IsType<TransformerChain<ITransformer>>(loaded);
        Assert.Equal([3, -4, 7], loaded.Transform(_data).GetColumn<int>("B"));
        Assert.Equal(_data.Schema.Select(column => column.ToString()), schema.Select(column => column.ToString()));
    }

    [Fact]
    public void Annotations_and_hidden_columns_of_the_schema_are_kept()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("V", NumberDataViewType.Int64);
        builder.AddColumn(
            "V", new VectorDataViewType(NumberDataViewType.Single, 2), TestAnnotations.SlotNames("x", "y"));
        using MemoryStream file = Saved(new TransformerChain<ITransformer>(), builder.ToSchema());

        _context.Model.Load(file, out DataViewSchema schema);

        VBuffer<ReadOnlyMemory<char>> names = default;
        schema["V"].GetSlotNames(ref names);
        Assert.Equal(["x", "y"], names.DenseValues().Select(name => name.ToString()));
        Assert.Equal([true, false], schema.Select(column => column.IsHidden));
    }

    [Fact]
    public void A_model_may_be_saved_without_a_schema()
    {
        using MemoryStream file = Saved(new TransformerChain<ITransformer>(), null);

        _context.Model.Load(file, out DataViewSchema schema);

        Assert.Null(schema);
    }

    [Fact]
    public void Each_transformer_of_a_chain_has_a_folder()
    {
        ITransformer copy = _context.Transforms.CopyColumns("A", "Step").Fit(_data);
        using MemoryStream file = Saved(new TransformerChain<ITransformer>(copy, copy), _data.Schema);
        using var zip = new ZipArchive(file);

        Assert.NotNull(zip.GetEntry("TransformerChain/Model.key"));
        Assert.NotNull(zip.GetEntry("TransformerChain/Transform_000/Model.key"));
        Assert.NotNull(zip.GetEntry("TransformerChain/Transform_001/Model.key"));
    }

    [Fact]
    public void A_transformer_that_writes_nothing_cannot_be_saved()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Saved(new DoublingTransformer(), _data.Schema));

        Assert.Contains("ModelSignature", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_archive_is_refused()
    {
        using var file = new MemoryStream(new byte[100]);

        Assert.Throws<FormatException>(() => _context.Model.Load(file, out _));
    }

    private MemoryStream Saved(ITransformer model, DataViewSchema schema)
    {
        var stream = new MemoryStream();
        _context.Model.Save(model, schema, stream);
        stream.Position = 0;
        return stream;
    }
}
