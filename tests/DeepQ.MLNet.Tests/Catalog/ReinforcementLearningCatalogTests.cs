using DeepQ.Learning.Networks;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Verification;

namespace DeepQ.MLNet.Tests.Catalog;

public sealed class ReinforcementLearningCatalogTests
{
    [Fact]
    public void The_short_form_of_the_trainer_takes_the_names_and_the_main_settings()
    {
        MLContext context = new(1);
        IDataView table = context.Transforms.CopyColumns("S", "State").Append(context.Transforms.CopyColumns("A", "Action"))
            .Append(context.Transforms.CopyColumns("R", "Reward")).Append(context.Transforms.CopyColumns("N", "NextState"))
            .Append(context.Transforms.CopyColumns("T", "Terminated")).Append(context.Transforms.SelectColumns("S", "A", "R", "N", "T"))
            .Fit(TwoStates.Table(context)).Transform(TwoStates.Table(context));
        DeepQTrainer trainer = context.ReinforcementLearning.Trainers.DeepQ(
            "S", "A", "R", "N", "T", gamma: 0.25, learningRate: 1e-2, updates: 3);
        using TrainingResult result = trainer.Train(table);
        Assert.Equal(3, result.Updates);
        Assert.Equal(0.25, result.Gamma);
        using DeepQTransformer policy = trainer.Fit(table);
        Assert.Equal("S", policy.Columns.State);
    }

    [Fact]
    public void Settings_out_of_range_are_refused_when_the_trainer_is_made()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new MLContext(1).ReinforcementLearning.Trainers.DeepQ(gamma: -1, learningRate: double.NaN));
        Assert.Contains("Gamma must be in [0, 1]; it is -1.", error.Message, StringComparison.Ordinal);
        Assert.Contains("LearningRate must be positive; it is NaN.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exported_policy_computes_what_the_network_computes_and_says_what_it_is()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        DeepQTrainer.Options options = TwoStates.Options();
        options.HiddenUnits = [16, 16];
        using TrainingResult training = context.ReinforcementLearning.Trainers.DeepQ(options)
            .Train(TwoStates.Environment(), TwoStates.Environment());
        string path = folder.File("policy.onnx");

        VerificationReport report = context.ReinforcementLearning.ExportToOnnx(training, path);

        Assert.Equal([1, 3, 64, 64], report.Batches.Select(batch => batch.BatchSize));
        Assert.InRange(report.MaxAbsoluteDifference, 0, 1e-5);
        Assert.Equal(0, report.ActionDisagreements);
        using DeepQTransformer policy = context.ReinforcementLearning.LoadPolicy(path);
        PolicyMetadata metadata = policy.Policy.Metadata!;
        Assert.Equal(["wait", "go"], metadata.ActionNames);
        Assert.Equal([2], metadata.ObservationShape);
        Assert.Equal(0.5, metadata.Gamma);
        Assert.Equal("Double DQN", metadata.Algorithm);
        Assert.Equal("1500", metadata.Training["environment_steps"]);
        Assert.Equal("Completed", metadata.Training["stop_reason"]);
        Assert.Equal("1", metadata.Training["return"]);
    }

    [Fact]
    public void A_file_that_differs_from_the_network_is_not_left_on_disk()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        using TrainingResult training = new(new LyingNetwork())
        {
            ObservationSpace = new BoxSpace([2], -1, 1),
            ActionSpace = new DiscreteSpace("wait", "go"),
            Gamma = 0.9,
            Algorithm = "DQN",
            StopReason = StopReason.Completed,
            Steps = 0,
            Updates = 0,
            Elapsed = TimeSpan.Zero,
        };
        PolicyVerificationException error = Assert.Throws<PolicyVerificationException>(
            () => context.ReinforcementLearning.ExportToOnnx(training, folder.File("policy.onnx")));
        Assert.InRange(error.Report.MaxAbsoluteDifference, 0.01, 10);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_saved_pipeline_loads_as_a_batched_policy_with_the_same_numbers()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        using DeepQTransformer policy = TwoStates.Fit(context);
        string path = folder.File("pipeline.zip");
        context.Model.Save(policy, TwoStates.Table(context).Schema, path);

        using DeepQTransformer loaded = context.ReinforcementLearning.LoadPolicy(path);
        Assert.Equal(TwoStates.QValues(policy, TwoStates.First), TwoStates.QValues(loaded, TwoStates.First));

        ITransformer stock = context.Model.Load(path, out _);
        IDataView scored = stock.Transform(TwoStates.Table(context));
        ActingRow[] rows = [.. context.Data.CreateEnumerable<ActingRow>(scored, reuseRowObject: false)];
        Assert.Equal(TwoStates.QValues(policy, TwoStates.First), rows[0].QValues);
        Assert.Equal(TwoStates.Go, Assert.Single(rows[0].Action));
        (stock as IDisposable)?.Dispose();
    }

    // Its forward pass and the layers that it tells of are not the same.
    private sealed class LyingNetwork() : QNetwork(nameof(LyingNetwork), 2, 2)
    {
        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor input) => input * 2f;

        public override IReadOnlyList<PolicyLayer> ToLayers() =>
            [new LinearLayer(new float[] { 1, 0, 0, 1 }, new float[] { 0, 0 })];

        protected override QNetwork CreateSameArchitecture() => new LyingNetwork();
    }
}
