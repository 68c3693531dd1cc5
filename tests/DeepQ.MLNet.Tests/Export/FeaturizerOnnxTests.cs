using DeepQ.MLNet.Export;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Onnx.Inspection;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.MLNet.Tests.Export;

/// <summary>What ML.NET's converter makes of featurizers, and what it cannot.</summary>
public sealed class FeaturizerOnnxTests
{
    private static readonly MLContext Context = new(seed: 1);

    private static readonly Dictionary<string, Func<IEstimator<ITransformer>>> Convertible = new()
    {
        ["scaled together"] = () => Context.Transforms.Concatenate("State", "Height", "Wind", "Speed")
            .Append(Context.Transforms.NormalizeMinMax("State", fixZero: false)),
        ["scaled alone"] = () => Context.Transforms.NormalizeMinMax("Height")
            .Append(Context.Transforms.NormalizeMeanVariance("Pace", "Speed", fixZero: false))
            .Append(Context.Transforms.Concatenate("State", "Pace", "Height")),
        ["converted, copied, dropped"] = () => Context.Transforms.Conversion.ConvertType("Count", "Engines")
            .Append(Context.Transforms.CopyColumns("Rate", "Speed"))
            .Append(Context.Transforms.DropColumns("Speed"))
            .Append(Context.Transforms.Concatenate("State", "Rate", "Count")),
        ["one-hot text and numbers"] = () => Context.Transforms.Categorical.OneHotEncoding("Kind", "Weather")
            .Append(Context.Transforms.Categorical.OneHotEncoding("Size", "Engines"))
            .Append(Context.Transforms.Concatenate("State", "Kind", "Height", "Size")),
        ["missing values replaced"] = () => Context.Transforms.ReplaceMissingValues("Calm", "Wind")
            .Append(Context.Transforms.Concatenate("State", "Calm", "Speed")),
    };

    private static readonly Dictionary<string, Func<IEstimator<ITransformer>>> Inconvertible = new()
    {
        ["CustomMappingTransformer"] = () => Context.Transforms
            .CustomMapping<FlightRow, Climb>((from, to) => to.Rate = from.Height * from.Speed, null)
            .Append(Context.Transforms.Concatenate("State", "Rate")),
        ["NormalizingTransformer"] = () => Context.Transforms.Concatenate("All", "Height", "Speed")
            .Append(Context.Transforms.NormalizeBinning("State", "All", maximumBinCount: 2)),
    };

    public static TheoryData<string> Names => [.. Convertible.Keys];

    public static TheoryData<string> Refused => [.. Inconvertible.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_file_computes_what_the_featurizer_does_for_any_number_of_rows(string name)
    {
        IDataView rows = Context.Data.LoadFromEnumerable(FlightRow.Three);
        ITransformer featurizer = Convertible[name]().Fit(rows);
        IDataView transformed = featurizer.Transform(rows);
        float[] expected = [.. transformed.GetColumn<float[]>(transformed.Schema["State"]).SelectMany(state => state)];

        using InferenceSession session = new(Write(featurizer, rows));

        Assert.Equal(expected, Run(session, rows), (a, b) => Math.Abs(a - b) <= 1e-6f);
    }

    [Fact]
    public void The_batch_is_an_open_axis_and_a_column_the_next()
    {
        IDataView rows = Context.Data.LoadFromEnumerable(FlightRow.Three);
        ITransformer featurizer = Convertible["scaled together"]().Fit(rows);

        OnnxModelInfo info = OnnxModelInfo.Read(Write(featurizer, rows));

        Assert.Equal(["Height", "Speed", "Wind"], info.Inputs.Select(input => input.Name).Order());
        Assert.All(info.Inputs, input => Assert.False(input.Dimensions![0].Length > 0));
        Assert.Equal(2, info.Inputs.Single(input => input.Name == "Wind").Dimensions![1].Length);
        Assert.Contains(info.Outputs, output => output.Name == FeaturizerOnnx.OutputOf("State"));
    }

    [Fact]
    public void A_category_that_was_not_in_the_table_is_all_zeros()
    {
        IDataView rows = Context.Data.LoadFromEnumerable(FlightRow.Three);
        ITransformer featurizer = Context.Transforms.Categorical.OneHotEncoding("State", "Weather").Fit(rows);
        IDataView others = Context.Data.LoadFromEnumerable<FlightRow>(
            [new() { Weather = "storm", Wind = [0, 0] }, new() { Weather = "fog", Wind = [0, 0] }]);

        using InferenceSession session = new(Write(featurizer, rows));

        Assert.Equal([0f, 0, 0, 1], Run(session, others));
    }

    [Fact]
    public void A_transform_that_the_converter_stumbles_over_is_named()
    {
        IDataView rows = Context.Data.LoadFromEnumerable(FlightRow.Three);
        ITransformer featurizer = Context.Transforms.Text.FeaturizeText("State", "Weather").Fit(rows);

        var error = Assert.Throws<NotSupportedException>(() => Write(featurizer, rows));

        Assert.StartsWith("TextFeaturizingEstimator.Transformer, which makes 'State', has no ONNX form", error.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_transform_that_has_no_form_is_named_though_the_converter_says_nothing(string transformer)
    {
        IDataView rows = Context.Data.LoadFromEnumerable(FlightRow.Three);
        ITransformer featurizer = Inconvertible[transformer]().Fit(rows);

        var error = Assert.Throws<NotSupportedException>(() => Write(featurizer, rows));

        Assert.StartsWith($"{transformer}, which makes", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Write(ITransformer featurizer, IDataView rows) => FeaturizerOnnx.Write(
        Context,
        PipelineStep.Bind([.. PipelineStep.Flatten(featurizer)], rows.Schema),
        [.. rows.Schema.Where(column => IsRead(featurizer, rows.Schema, column))],
        "State");

    private static bool IsRead(ITransformer featurizer, DataViewSchema input, DataViewSchema.Column column)
    {
        IEnumerable<DataViewSchema.Column> columns = [featurizer.GetOutputSchema(input)["State"]];
        foreach (PipelineStep step in Enumerable.Reverse(PipelineStep.Bind([.. PipelineStep.Flatten(featurizer)], input)))
            columns = [.. step.Mapper.GetDependencies(columns)];
        return columns.Any(read => read.Name == column.Name);
    }

    private static float[] Run(InferenceSession session, IDataView rows)
    {
        int count = rows.GetColumn<float>("Height").Count();
        using var results = session.Run(
            new ColumnTensors(rows, session.InputMetadata).Rows(0, count), [FeaturizerOnnx.OutputOf("State")]);
        return [.. results[0].AsEnumerable<float>()];
    }

    private sealed class Climb
    {
        public float Rate { get; set; }
    }
}
