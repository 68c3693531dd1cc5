using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace DeepQ.Contract.Tests.Transforms;

public sealed class ConvertTypeTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public ConvertTypeTests() => _data = _context.Data.LoadFromEnumerable(StateRow.Three);

    [Fact]
    public void Whole_numbers_become_floats_unless_another_type_is_asked_for() =>
        Assert.Equal([3f, 5, 7], Converted("Lives", DataKind.Single).Scalars<float>("X"));

    [Fact]
    public void Vectors_are_converted_item_by_item_and_keep_their_length_and_slot_names()
    {
        IDataView joined = _context.Transforms.Concatenate("State", "Position", "Sensors").Fit(_data).Transform(_data);
        IDataView converted = _context.Transforms.Conversion.ConvertType("X", "State", DataKind.Double)
            .Fit(joined).Transform(joined);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Double, 4), converted.Schema["X"].Type);
        Assert.Equal(["Position", "", "", ""], converted.Schema["X"].SlotNames());
        Assert.Equal([[1.0, -4, 2, 0], [2, 8, 2, 0], [3, 0, 2, 0]], converted.Vectors<double>("X"));
    }

    [Fact]
    public void True_and_false_become_one_and_zero_which_are_normalized()
    {
        IDataView converted = Converted("Armed", DataKind.Single);

        Assert.Equal([1f, 0, 1], converted.Scalars<float>("X"));
        Assert.True(converted.Schema["X"].IsNormalized());
    }

    [Fact]
    public void Numbers_become_text_and_truth_values()
    {
        Assert.Equal(["0.5", "2.5", "-1.5"], Converted("Fuel", DataKind.String).Texts("X", text => text.ToString()));
        Assert.Equal([true, true, true], Converted("Lives", DataKind.Boolean).Scalars<bool>("X"));
    }

    [Fact]
    public void Whole_numbers_that_do_not_fit_lose_their_high_bits()
    {
        IDataView wide = _context.Data.LoadFromEnumerable<Wide>([new() { Number = 300 }, new() { Number = -1 }]);

        IDataView narrow = _context.Transforms.Conversion.ConvertType("Number", outputKind: DataKind.SByte)
            .Fit(wide).Transform(wide);

        Assert.Equal([(sbyte)44, (sbyte)-1], narrow.Scalars<sbyte>("Number"));
    }

    [Theory]
    [InlineData("12.5", 12.5f)]
    [InlineData(" 7", 7f)]
    [InlineData("1e3", 1000f)]
    [InlineData("", 0f)]
    [InlineData("?", float.NaN)]
    [InlineData("sand", float.NaN)]
    public void Text_is_read_as_a_number_or_as_NaN(string text, float number)
    {
        IDataView words = _context.Data.LoadFromEnumerable<Word>([new() { Text = text }]);

        IDataView converted = _context.Transforms.Conversion.ConvertType("X", "Text").Fit(words).Transform(words);

        Assert.Equal(number, converted.Scalars<float>("X").Single());
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("Yes", true)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("maybe", false)]
    public void Text_is_read_as_true_or_false(string text, bool expected)
    {
        IDataView words = _context.Data.LoadFromEnumerable<Word>([new() { Text = text }]);

        IDataView converted = _context.Transforms.Conversion.ConvertType("X", "Text", DataKind.Boolean)
            .Fit(words).Transform(words);

        Assert.Equal(expected, converted.Scalars<bool>("X").Single());
    }

    [Fact]
    public void A_key_stays_a_key()
    {
        IDataView converted = Converted("Zone", DataKind.UInt32);

        Assert.Equal(new KeyDataViewType(typeof(uint), 5), converted.Schema["X"].Type);
        Assert.Equal([2u, 3, 4], converted.Scalars<uint>("X"));
    }

    [Fact]
    public void A_saved_model_gives_the_same_after_loading()
    {
        TypeConvertingTransformer model = _context.Transforms.Conversion.ConvertType("X", "Lives", DataKind.Int64)
            .Fit(_data);

        Assert.Equal(
            [3L, 5, 7], SavedModel.RoundTrip(_context, model, _data.Schema).Transform(_data).Scalars<long>("X"));
    }

    [Theory]
    [InlineData("Position", DataKind.Int32)]
    [InlineData("Fuel", DataKind.Int64)]
    [InlineData("Lives", DataKind.UInt32)]
    [InlineData("Zone", DataKind.Single)]
    [InlineData("Altitude", DataKind.Single)]
    public void What_would_lose_its_meaning_is_refused(string column, DataKind kind)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Converted(column, kind));

        Assert.Contains($"'{column}'", error.Message, StringComparison.Ordinal);
    }

    private IDataView Converted(string column, DataKind kind) =>
        _context.Transforms.Conversion.ConvertType("X", column, kind).Fit(_data).Transform(_data);

    private sealed class Wide
    {
        public int Number { get; set; }
    }

    private sealed class Word
    {
        public string Text { get; set; }
    }
}
