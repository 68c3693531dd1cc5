using DeepQ.Learning.Distributions;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Verification;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Policies;
using DeepQ.Serving.Runtime;

namespace DeepQ.MLNet.Tests.Export;

/// <summary>Masks, margins and distributions from the trainer to the file.</summary>
public sealed class ExtraOutputsTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("policy.onnx");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_trained_network_is_exported_with_what_is_asked_for()
    {
        DeepQTrainer.Options options = TwoStates.Options();
        options.Network = new() { Distribution = new CategoricalDistribution(-5, 5, 11) };
        using TrainingResult training = _context.ReinforcementLearning.Trainers.DeepQ(options)
            .Train(TwoStates.Environment(), TwoStates.Environment());

        VerificationReport report = _context.ReinforcementLearning.ExportToOnnx(
            training, File, outputs: new() { Distribution = true, Margin = true, ActionMaskRequired = true });

        Assert.True(report.Passed);
        using OnnxPolicy policy = OnnxPolicy.Load(File);
        Assert.True(policy.Signature.IsMaskRequired);
        PolicyScores scores = policy.Evaluate(new float[policy.ObservationSize], [true, true]);
        Assert.Equal(
            Math.Abs(scores.QValues(0)[0] - scores.QValues(0)[1]), scores.Margin(0), 1e-5f);
        for (int action = 0; action < 2; action++)
        {
            Assert.Equal(1, scores.Distribution(0, action).ToArray().Sum(), 1e-5f);
            Assert.Equal(
                scores.QValues(0)[action], policy.Signature.Distribution!.Mean(scores.Distribution(0, action)), 1e-5);
        }
    }

    [Fact]
    public void A_network_without_distributions_leaves_no_file()
    {
        using TrainingResult training = _context.ReinforcementLearning.Trainers.DeepQ(TwoStates.Options())
            .Train(TwoStates.Environment());

        Assert.Throws<ArgumentException>(
            () => _context.ReinforcementLearning.ExportToOnnx(training, File, outputs: new() { Distribution = true }));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void A_fitted_policy_has_them_as_columns_and_in_one_file_with_its_featurizer()
    {
        DeepQTrainer.Options options = Shop.Options(_context);
        options.Network = options.Network with { Distribution = new QuantileDistribution(4) };
        options.Outputs = new() { Margin = true, Distribution = true };
        DeepQTrainer trainer = _context.ReinforcementLearning.Trainers.DeepQ(options);
        IDataView table = Shop.Table(_context);
        using DeepQTransformer model = trainer.Fit(table);

        IDataView scored = model.Transform(table);
        float[][] qValues = [.. scored.GetColumn<float[]>("QValues")];
        float[][] distributions = [.. scored.GetColumn<float[]>("Distribution")];
        float[] margins = [.. scored.GetColumn<float[]>("Margin").Select(margin => margin[0])];
        Assert.Equal(
            ["QValues", "Action", "Margin", "Distribution", "PredictedAction"], scored.Schema.TakeLast(5).Select(column => column.Name));
        for (int row = 0; row < qValues.Length; row++)
        {
            Assert.Equal(Math.Abs(qValues[row][0] - qValues[row][1]), margins[row], 1e-5f);
            Assert.Equal(qValues[row][1], distributions[row][4..].Average(), 1e-5f);
        }

        _context.ReinforcementLearning.ExportToOnnx(model, table, File);

        using OnnxPolicy policy = OnnxPolicy.Load(File);
        PolicyScores scores = new(policy, Shop.Log.Length);
        policy.Evaluate(PolicyRows.FromRows(policy, Shop.Log), scores);
        for (int row = 0; row < qValues.Length; row++)
        {
            Assert.Equal(margins[row], scores.Margin(row), 1e-5f);
            Assert.All(
                distributions[row].Zip(scores.Distributions(row).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }

        // The weights of a network of distributions are all in the file, so that training goes on from it.
        using DeepQTransformer next = trainer.Fit(table, model);
        Assert.Equal(8, next.Transform(table).GetColumn<float[]>("Distribution").First().Length);
    }

    [Fact]
    public void A_fitted_ensemble_tells_how_little_it_knows_in_a_column_and_in_each_runtime()
    {
        DeepQTrainer.Options options = Shop.Options(_context);
        options.Network = options.Network with { Distribution = new RandomEnsembleMixture(4) };
        options.Outputs = new() { Margin = true, Distribution = true, Uncertainty = true };
        DeepQTrainer trainer = _context.ReinforcementLearning.Trainers.DeepQ(options);
        IDataView table = Shop.Table(_context);
        using DeepQTransformer model = trainer.Fit(table);

        IDataView scored = model.Transform(table);
        Assert.Equal(
            ["QValues", "Action", "Margin", "Distribution", "Uncertainty", "PredictedAction"],
            scored.Schema.TakeLast(6).Select(column => column.Name));
        float[][] heads = [.. scored.GetColumn<float[]>("Distribution")];
        float[][] uncertainties = [.. scored.GetColumn<float[]>("Uncertainty")];
        for (int row = 0; row < heads.Length; row++)
        {
            float mean = heads[row][4..].Average();
            Assert.Equal(
                Math.Sqrt(heads[row][4..].Average(value => (value - mean) * (value - mean))), uncertainties[row][1], 1e-4);
        }

        _context.ReinforcementLearning.ExportToOnnx(model, table, File);
        using OnnxPolicy policy = OnnxPolicy.Load(File);
        using ManagedPolicy managed = ManagedPolicy.Load(File);
        foreach (ModelPolicy one in (ModelPolicy[])[policy, managed])
        {
            Assert.True(one.Signature.Distribution!.IsEnsemble);
            PolicyScores scores = new(one, Shop.Log.Length);
            one.Evaluate(PolicyRows.FromRows(one, Shop.Log), scores);
            for (int row = 0; row < heads.Length; row++)
            {
                for (int action = 0; action < 2; action++)
                    Assert.Equal(uncertainties[row][action], scores.Uncertainties(row)[action], 1e-4f);
                double[] probabilities = new double[2];
                HeadVotes.Probabilities(scores.Distributions(row), [], probabilities);
                int votes = Enumerable.Range(0, 4).Count(head => heads[row][4 + head] > heads[row][head]);
                Assert.Equal(votes / 4.0, probabilities[1], 1e-9);
            }
        }

        // Training goes on from the heads.
        using DeepQTransformer next = trainer.Fit(table, model);
        Assert.Equal(8, next.Transform(table).GetColumn<float[]>("Distribution").First().Length);
    }

    [Fact]
    public void A_required_mask_is_read_of_the_table_from_training_to_the_file()
    {
        DeepQTrainer.Options options = TwoStates.Options();
        options.Outputs = new() { Margin = true, ActionMaskRequired = true };
        IDataView table = TwoStates.Table(_context);
        using DeepQTransformer model = _context.ReinforcementLearning.Trainers.DeepQ(options).Fit(table);
        var masked = _context.Transforms.CopyColumns("Features", "State")
            .Append(_context.Transforms.CustomMapping<MaskInput, MaskOutput>((_, row) => row.ActionMask = [false, true], null))
            .Fit(table).Transform(table);

        Assert.All(model.Transform(masked).GetColumn<uint>("PredictedAction"), action => Assert.Equal(2u, action));
        Assert.Contains(
            "ActionMask",
            Assert.Throws<ArgumentOutOfRangeException>(() => model.Transform(table)).Message,
            StringComparison.Ordinal);

        VerificationReport report = _context.ReinforcementLearning.ExportToOnnx(model, masked, File);

        Assert.True(report.Passed);
        Assert.Contains("ActionMask", OnnxModelInfo.Read(System.IO.File.ReadAllBytes(File)).Inputs.Select(input => input.Name));
    }

    private sealed class MaskInput;

    private sealed class MaskOutput
    {
        [VectorType(2)]
        public bool[] ActionMask { get; set; } = [];
    }
}
