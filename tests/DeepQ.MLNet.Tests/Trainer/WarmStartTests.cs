using DeepQ.Learning.Distributions;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Onnx.Policies;

namespace DeepQ.MLNet.Tests.Trainer;

/// <summary>Learning that goes on: from a policy, however it was kept, and from a checkpoint.</summary>
public sealed class WarmStartTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deepq");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_fit_goes_on_from_a_transformer_from_a_zip_and_from_an_ONNX_file()
    {
        IDataView table = TwoStates.Table(_context);
        using DeepQTransformer earlier = TwoStates.Fit(_context);
        string zip = Path.Combine(_folder.FullName, "policy.zip");
        string onnx = Path.Combine(_folder.FullName, "policy.onnx");
        _context.Model.Save(earlier, table.Schema, zip);
        _context.ReinforcementLearning.ExportToOnnx(earlier, table, onnx);
        using DeepQTransformer fromZip = _context.ReinforcementLearning.LoadPolicy(zip);
        using DeepQTransformer fromOnnx = _context.ReinforcementLearning.LoadPolicy(onnx);
        foreach (DeepQTransformer previous in new[] { earlier, fromZip, fromOnnx })
        {
            using DeepQTransformer model = Trainer(Still()).Fit(table, previous);
            Assert.Equal(TwoStates.QValues(earlier, TwoStates.First), TwoStates.QValues(model, TwoStates.First), Near);
            Assert.Equal(TwoStates.QValues(earlier, TwoStates.Second), TwoStates.QValues(model, TwoStates.Second), Near);
        }
    }

    // The ends that a trainer chose are in the file, and a distribution of another kind is not taken for its own.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Returns_that_a_trainer_chose_are_gone_on_with(bool isGaussian)
    {
        IDataView table = TwoStates.Table(_context);
        DeepQTrainer.Options options = TwoStates.Options();
        options.Updates = 300;
        options.Network = options.Network with { Distribution = Open(isGaussian) };
        using DeepQTransformer earlier = TwoStates.Fit(_context, options);
        string zip = Path.Combine(_folder.FullName, "histogram.zip");
        _context.Model.Save(earlier, table.Schema, zip);
        using DeepQTransformer fromZip = _context.ReinforcementLearning.LoadPolicy(zip);
        (options.Updates, options.LearningRate) = (1, 1e-30);
        foreach (DeepQTransformer previous in new[] { earlier, fromZip })
        {
            using DeepQTransformer model = Trainer(options).Fit(table, previous);
            Assert.Equal(TwoStates.QValues(earlier, TwoStates.First), TwoStates.QValues(model, TwoStates.First), Near);
        }

        using TrainingResult training = Trainer(options).Train(table);
        options.Network = options.Network with { Distribution = Open(!isGaussian) };
        Assert.Contains(
            "InitialNetwork must have the architecture",
            Assert.Throws<ArgumentException>(() => Trainer(options).Fit(table, training)).Message,
            StringComparison.Ordinal);

        static ValueDistribution Open(bool isGaussian) =>
            isGaussian ? new HLGaussDistribution(Bins: 21) : new CategoricalDistribution(Atoms: 21);
    }

    [Fact]
    public void The_featurizer_that_the_weights_were_learned_with_makes_the_states_again()
    {
        DeepQTrainer.Options options = Shop.Options(_context);
        using DeepQTransformer earlier = Trainer(options).Fit(Shop.Table(_context));
        // A table whose greatest stock is half of what it was: fitted anew, the featurizer would double every level.
        IDataView half = _context.Data.LoadFromEnumerable(Shop.Log.Where(step => step.EpisodeId == "a"));
        (options.Updates, options.LearningRate) = (1, 1e-30);
        using DeepQTransformer model = Trainer(options).Fit(half, earlier);
        Assert.Same(earlier.Featurizer, model.Featurizer);
        Assert.Equal(Scores(earlier, half), Scores(model, half), Near);

        static float[] Scores(DeepQTransformer policy, IDataView table) =>
            [.. policy.Transform(table).GetColumn<float[]>("QValues").SelectMany(values => values)];
    }

    [Fact]
    public void The_featurizer_lives_until_the_last_transformer_that_has_it_is_disposed()
    {
        string onnx = Path.Combine(_folder.FullName, "embedding.onnx");
        File.WriteAllBytes(onnx, PolicyGraph.ToBytes(
            [new LinearLayer(new float[] { 1, 0, 0, 1 }, new float[] { 0, 0 })],
            new PolicyMetadata
            {
                ObservationShape = [2],
                ActionNames = ["a", "b"],
                Gamma = 1,
                Algorithm = "embedding",
                ObservationName = "State",
            }));
        DeepQTrainer.Options options = Still();
        options.Featurizer = _context.Transforms.ApplyOnnxModel(["QValues"], ["State"], onnx)
            .Append(_context.Transforms.CopyColumns("Features", "QValues"));
        (options.StateColumnName, options.QValuesColumnName) = ("Features", "Q");
        DeepQTrainer trainer = Trainer(options);
        IDataView table = TwoStates.Table(_context);
        DeepQTransformer earlier = trainer.Fit(table);
        DeepQTransformer later = trainer.Fit(table, earlier);
        float[][] before = [.. later.Transform(table).GetColumn<float[]>("Q")];
        earlier.Dispose();
        earlier.Dispose();
        Assert.Equal(before, later.Transform(table).GetColumn<float[]>("Q"));
        later.Dispose();
    }

    [Fact]
    public void Values_belong_to_actions_by_name_also_from_a_training_and_from_a_checkpoint()
    {
        DeepQTrainer.Options options = TwoStates.Options();
        options.CheckpointPath = Path.Combine(_folder.FullName, "named.checkpoint");
        using TrainingResult earlier = Trainer(options).Train(Named("b", "c"));
        Assert.Equal(["b", "c"], earlier.ActionSpace.Names);

        DeepQTrainer still = Trainer(Still());
        using DeepQTransformer turned = still.Fit(Named("c", "b"), earlier);
        Assert.Equal(["b", "c"], turned.Policy.ActionNames);
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => still.Fit(Named("a", "b"), earlier)).Message,
            StringComparison.Ordinal);
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => still.Train(Named("a", "b"), earlier)).Message,
            StringComparison.Ordinal);
        options.Updates++;
        Assert.Contains(
            "Actions = [b, c]",
            Assert.Throws<InvalidDataException>(() => Trainer(options).Resume(options.CheckpointPath, Named("a", "b"))).Message,
            StringComparison.Ordinal);

        IDataView Named(string wait, string go) => _context.Data.LoadFromEnumerable(TwoStates.Log.Select(step =>
        {
            NamedStep named = NamedStep.Of(step);
            named.Action = step.Action == TwoStates.Go ? go : wait;
            return named;
        }).ToArray());
    }

    [Fact]
    public void A_checkpoint_of_another_table_of_the_same_size_is_refused()
    {
        DeepQTrainer.Options options = TwoStates.Options();
        options.CheckpointPath = Path.Combine(_folder.FullName, "table.checkpoint");
        options.Updates = 50;
        using TrainingResult earlier = Trainer(options).Train(TwoStates.Table(_context));
        options.Updates = 60;
        LoggedStep[] other = [.. TwoStates.Log.Select(step => new LoggedStep
        {
            State = step.State,
            Action = step.Action,
            Reward = step.Reward + 1,
            NextState = step.NextState,
            Terminated = true,
        })];
        Assert.Contains(
            "Transitions = ",
            Assert.Throws<InvalidDataException>(() => Trainer(options).Resume(
                options.CheckpointPath, _context.Data.LoadFromEnumerable(other))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Actions_keep_the_order_of_the_earlier_policy()
    {
        using DeepQTransformer earlier = Trainer(Shop.Options(_context)).Fit(Shop.Table(_context));
        Assert.Equal(["order", "wait"], earlier.Policy.ActionNames);
        IDataView waiting = _context.Data.LoadFromEnumerable(Shop.Log.Where(step => step.Action == "wait"));
        using DeepQTransformer model = Trainer(Shop.Options(_context)).Fit(waiting, earlier);
        Assert.Equal(["order", "wait"], model.Policy.ActionNames);
    }

    [Fact]
    public void States_or_actions_that_the_policy_does_not_know_are_refused()
    {
        using DeepQTransformer earlier = TwoStates.Fit(_context);
        DeepQTrainer.Options named = TwoStates.Options();
        named.ActionNames = ["go", "wait"];
        AssertRefused(
            named, TwoStates.Table(_context), "The earlier policy has the actions 0, 1, but ActionNames are go, wait");
        AssertRefused(
            Shop.Options(_context), Shop.Table(_context), "The earlier policy takes the states of a table");
        DeepQTrainer.Options wide = TwoStates.Options();
        wide.HiddenUnits = [8];
        AssertRefused(wide, TwoStates.Table(_context), "The earlier policy must have the architecture");

        void AssertRefused(DeepQTrainer.Options options, IDataView table, string message)
        {
            ArgumentException error = Assert.Throws<ArgumentException>(() => Trainer(options).Fit(table, earlier));
            Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_with_a_featurizer_before_the_network_is_refused()
    {
        IDataView table = TwoStates.Table(_context);
        DeepQTrainer.Options options = TwoStates.Options();
        (options.Updates, options.StateColumnName) = (1, "Features");
        options.Featurizer = _context.Transforms.NormalizeMinMax("Features", "State");
        using DeepQTransformer earlier = Trainer(options).Fit(table);
        string path = Path.Combine(_folder.FullName, "whole.onnx");
        _context.ReinforcementLearning.ExportToOnnx(earlier, table, path);
        using DeepQTransformer whole = _context.ReinforcementLearning.LoadPolicy(path, options: new OnnxPolicyOptions { Profile = DeepQ.Onnx.Guarding.Limits.OnnxProfile.Pipeline });
        Assert.Equal(2, whole.Policy.ObservationSize);
        Assert.Throws<ArgumentException>(() => Trainer(Still()).Fit(table, whole));
    }

    [Fact]
    public void A_training_from_a_log_goes_on_where_it_was_interrupted()
    {
        DeepQTrainer.Options options = Shop.Options(_context);
        using DeepQTransformer whole = Seeded(options).Fit(Shop.Table(_context));
        (options.Updates, options.CheckpointPath) = (11, Path.Combine(_folder.FullName, "log.checkpoint"));
        Seeded(options).Fit(Shop.Table(_context)).Dispose();
        options.Updates = 20;
        using DeepQTransformer resumed = Seeded(options).Resume(options.CheckpointPath, Shop.Table(_context));
        Assert.Equal(Values(whole), Values(resumed));
        Assert.Throws<FileNotFoundException>(() => Seeded(options).Resume("nowhere", Shop.Table(_context)));

        static float[] Values(DeepQTransformer policy) => TwoStates.QValues(policy, [0.5f, 1, 0]);
    }

    [Fact]
    public void A_training_in_an_environment_goes_on_where_it_was_interrupted()
    {
        DeepQTrainer.Options options = TwoStates.Options();
        options.Steps = 300;
        using DeepQTransformer whole = Seeded(options).Fit(TwoStates.Environment());
        (options.Steps, options.CheckpointPath) = (200, Path.Combine(_folder.FullName, "steps.checkpoint"));
        Seeded(options).Fit(TwoStates.Environment()).Dispose();
        options.Steps = 300;
        using DeepQTransformer resumed = Seeded(options).Resume(options.CheckpointPath, TwoStates.Environment());
        Assert.Equal(TwoStates.QValues(whole, TwoStates.First), TwoStates.QValues(resumed, TwoStates.First));
    }

    [Fact]
    public void A_training_that_goes_on_gives_the_network_itself_where_it_is_asked_for()
    {
        DeepQTrainer.Options options = TwoStates.Options();
        options.Steps = 300;
        using TrainingResult whole = Seeded(options).Train(TwoStates.Environment());
        (options.Steps, options.CheckpointPath) = (200, Path.Combine(_folder.FullName, "steps.checkpoint"));
        Seeded(options).Train(TwoStates.Environment()).Dispose();
        options.Steps = 300;
        using TrainingResult resumed = Seeded(options).ResumeTraining(options.CheckpointPath, TwoStates.Environment());
        Assert.Equal((300, whole.Updates), (resumed.Steps, resumed.Updates));
        Assert.Equal(Values(whole), Values(resumed));

        static float[] Values(TrainingResult training)
        {
            float[] qValues = new float[2];
            training.Network.QValues(TwoStates.First, qValues);
            return qValues;
        }
    }

    // The last layer goes through the units of the new table and back.
    private static bool Near(float one, float other) => Math.Abs(one - other) < 1e-6f;

    private static DeepQTrainer.Options Still()
    {
        DeepQTrainer.Options options = TwoStates.Options();
        (options.Updates, options.LearningRate) = (1, 1e-30);
        return options;
    }

    private static DeepQTrainer Seeded(DeepQTrainer.Options options) => new(new MLContext(1), options, seed: 5);

    private DeepQTrainer Trainer(DeepQTrainer.Options options) =>
        _context.ReinforcementLearning.Trainers.DeepQ(options);
}
