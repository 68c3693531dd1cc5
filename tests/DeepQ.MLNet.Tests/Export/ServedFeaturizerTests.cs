using DeepQ.MLNet.Tests.Support;
using DeepQ.Serving.Inputs;
using Microsoft.ML.Transforms;

namespace DeepQ.MLNet.Tests.Export;

/// <summary>What ML.NET makes features with is written into one file that every way of serving takes.</summary>
public sealed class ServedFeaturizerTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. Featurizers(new MLContext(1)).Keys];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_with_its_featurizer_is_served(string name)
    {
        IDataView table = _context.Data.LoadFromEnumerable(Visit.Rows);
        DeepQTrainer.Options options = new()
        {
            Featurizer = Featurizers(_context)[name],
            StateColumnName = "Features",
            HiddenUnits = [8],
            BatchSize = 4,
            Updates = 5,
        };
        using DeepQTransformer model = _context.ReinforcementLearning.Trainers.DeepQ(options).Fit(table);
        string file = _folder.File("policy.onnx");
        _context.ReinforcementLearning.ExportToOnnx(model, table, file);

        using OnnxPolicy policy = OnnxPolicy.Load(file);
        float[] qValues = new float[Visit.Rows.Length * policy.ActionCount];
        policy.Evaluate(PolicyRows.FromRows(policy, Visit.Rows), qValues, new int[Visit.Rows.Length]);
        float[] expected = [.. model.Transform(table).GetColumn<float[]>("QValues").SelectMany(values => values)];
        Assert.All(expected.Zip(qValues), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void A_file_that_only_the_runtime_takes_is_warned_of()
    {
        List<string> warnings = [];
        _context.Log += (_, line) =>
        {
            if (line.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                warnings.Add(line.RawMessage);
        };
        IDataView table = _context.Data.LoadFromEnumerable(Visit.Rows);
        using DeepQTransformer model = _context.ReinforcementLearning.Trainers.DeepQ(new DeepQTrainer.Options()
        {
            Featurizer = _context.Transforms.Categorical.OneHotHashEncoding("Features", "Page", numberOfBits: 4),
            StateColumnName = "Features",
            HiddenUnits = [8],
            BatchSize = 4,
            Updates = 5,
        }).Fit(table);
        _context.ReinforcementLearning.ExportToOnnx(model, table, _folder.File("policy.onnx"));
        Assert.Contains(
            "do not load it. OneHotHashEncodingTransformer, which makes 'Features', is written with BitShift and MurmurHash3, which they " +
            "refuse. Use another transform for that, such as OneHotEncoding in place of OneHotHashEncoding, or serve the " +
            "pipeline as ML.NET saves it.",
            warnings[^1],
            StringComparison.Ordinal);
    }

    private static Dictionary<string, IEstimator<ITransformer>> Featurizers(MLContext context)
    {
        TransformsCatalog transforms = context.Transforms;
        IEstimator<ITransformer> Then(IEstimator<ITransformer> first, params string[] columns) =>
            first.Append(transforms.Concatenate("Features", columns));
        IEstimator<ITransformer> OfOneHot(IEstimator<ITransformer> next) =>
            transforms.Categorical.OneHotEncoding("Of", "Page").Append(next);
        return new()
        {
            ["one-hot alone"] = transforms.Categorical.OneHotEncoding("Features", "Page"),
            ["one-hot"] = Then(transforms.Categorical.OneHotEncoding("Of", "Page"), "Of", "Seconds"),
            ["one-hot bag"] = Then(
                transforms.Categorical.OneHotEncoding("Of", "Page", OneHotEncodingEstimator.OutputKind.Bag),
                "Of", "Seconds"),
            ["one-hot of numbers"] = Then(transforms.Categorical.OneHotEncoding("Of", "Clicks"), "Of", "Seconds"),
            ["key to vector"] = Then(
                transforms.Conversion.MapValueToKey("Key", "Page")
                    .Append(transforms.Conversion.MapKeyToVector("Of", "Key")),
                "Of", "Seconds"),
            ["map value"] = Then(
                transforms.Conversion.MapValue("Of", new Dictionary<string, float> { ["home"] = 1, ["shop"] = 2 }, "Page"),
                "Of", "Seconds"),
            ["convert"] = Then(
                transforms.Conversion.ConvertType("Of", "Clicks", DataKind.Single)
                    .Append(transforms.Conversion.ConvertType("Is", "Member", DataKind.Single)),
                "Of", "Is", "Scores"),
            ["min-max"] = Then(transforms.NormalizeMinMax("Of", "Scores"), "Of", "Seconds"),
            ["mean and variance"] = Then(transforms.NormalizeMeanVariance("Of", "Scores"), "Of", "Seconds"),
            ["robust scaling"] = Then(transforms.NormalizeRobustScaling("Of", "Seconds"), "Of", "Scores"),
            ["missing"] = Then(
                transforms.ReplaceMissingValues("Of", "Seconds")
                    .Append(transforms.IndicateMissingValues("Not", "Scores"))
                    .Append(transforms.Conversion.ConvertType("Is", "Not", DataKind.Single)),
                "Of", "Is"),
            ["principal components"] = Then(
                transforms.ProjectToPrincipalComponents("Of", "Scores", rank: 2), "Of", "Seconds"),
            ["principal components alone"] = transforms.ProjectToPrincipalComponents("Features", "Scores", rank: 2),
            ["min-max of one-hot"] = OfOneHot(transforms.NormalizeMinMax("Features", "Of", fixZero: false)),
            ["mean and variance of one-hot"] = OfOneHot(transforms.NormalizeMeanVariance("Features", "Of")),
            ["principal components of one-hot"] = OfOneHot(transforms.ProjectToPrincipalComponents("Features", "Of", rank: 2)),
            ["frequent of one-hot"] = OfOneHot(transforms.FeatureSelection.SelectFeaturesBasedOnCount("Features", "Of", count: 2)),
            ["length of one-hot"] = OfOneHot(transforms.NormalizeLpNorm("Features", "Of")),
            ["mean and variance of keys"] = transforms.Conversion.MapValueToKey("Key", "Page")
                .Append(transforms.Conversion.MapKeyToVector("Of", "Key"))
                .Append(transforms.NormalizeMeanVariance("Features", "Of")),
            ["length"] = Then(transforms.NormalizeLpNorm("Of", "Scores"), "Of", "Seconds"),
        };
    }
}
