using DeepQ.Learning.Offline;
using DeepQ.Learning.OffPolicy;
using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Evaluation;

/// <summary>
/// One state, two actions, episodes of one step: action 0 pays 1, action 1 pays 3, each is logged half the time.
/// </summary>
public sealed class EvaluateTests
{
    private static readonly OffPolicyOptions Quick = new()
    {
        HiddenUnits = [],
        LearningRate = 0.05,
        Updates = 400,
        FittedQResamples = 2,
        Resamples = 100,
    };

    [Fact]
    public void The_value_of_a_policy_and_of_the_log_are_those_that_were_worked_out()
    {
        MLContext context = new(seed: 1);
        IDataView data = Log(context);
        using DeepQTransformer model = Trainer(context).Fit(data);
        var metrics = context.ReinforcementLearning.Evaluate(data, model, options: Quick);

        Assert.Equal(1, TwoActions(model));
        // The policy takes action 1 always, at a ratio of 1 / ½ for the 50 of 100 episodes that did.
        Assert.Equal(3, metrics.ImportanceSampling!.Value, 6);
        Assert.Equal(3, metrics.WeightedImportanceSampling!.Value, 6);
        Assert.Equal(50, metrics.EffectiveSampleSize!.Value, 6);
        Assert.Equal(2, metrics.LoggedReturn!.Value, 6);
        Assert.Equal(3, metrics.FittedQ!.Value, 0.1);
        Assert.Equal(3, metrics.DoublyRobust!.Value, 0.1);
        Assert.Equal(0.5, metrics.Agreement, 6);
        Assert.Equal(1, metrics.Support);
        Assert.False(metrics.PropensitiesAreEstimated);
        Assert.Equal(0.9, metrics.Gamma);
    }

    [Fact]
    public void Rows_that_are_written_twice_are_told_of_in_one_line()
    {
        MLContext context = new(seed: 1);
        int told = 0;
        IDataView data = context.Data.LoadFromEnumerable(Enumerable.Range(0, 100).SelectMany(i =>
        {
            Decision first = new() { EpisodeId = i, State = [1], Propensity = 0.5f };
            Decision last = Step(i, action: i % 2);
            return i % 5 == 0 ? new[] { first, first, last } : [first, last];
        }));
        using DeepQTransformer model = Trainer(context).Fit(data);
        context.Log += (_, log) => told += log.Message.Contains("equal the row before", StringComparison.Ordinal) ? 1 : 0;
        var metrics = context.ReinforcementLearning.Evaluate(data, model, options: Quick);
        Assert.StartsWith(
            "20 rows equal the row before them",
            Assert.Single(metrics.Warnings, warning => warning.Contains("equal the row before", StringComparison.Ordinal)),
            StringComparison.Ordinal);
        Assert.Equal(1, told);
    }

    [Fact]
    public void A_pipeline_is_judged_on_what_its_first_steps_make()
    {
        MLContext context = new(seed: 1);
        IDataView data = Log(context);
        var pipeline = context.Transforms.CopyColumns("Copy", "State").Append(Trainer(context));
        TransformerChain<DeepQTransformer> model = pipeline.Fit(data);
        Assert.Equal(2, context.ReinforcementLearning.Evaluate(data, model, options: Quick).LoggedReturn!.Value, 6);
        model.LastTransformer.Dispose();
    }

    [Fact]
    public void A_policy_is_judged_wherever_it_stands_in_a_pipeline()
    {
        MLContext context = new(seed: 1);
        IDataView data = Log(context);
        using DeepQTransformer policy = Trainer(context).Fit(data);
        ITransformer before = context.Transforms.CopyColumns("Copy", "State").Fit(data);
        ITransformer after = context.Transforms.CopyColumns("Reward", "State").Fit(data);
        TransformerChain<ITransformer> model = new(new TransformerChain<ITransformer>(before, policy), after);
        Assert.Equal(3, context.ReinforcementLearning.Evaluate(data, model, options: Quick).ImportanceSampling!.Value, 6);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void A_model_remembers_the_columns_that_it_was_learned_from_also_after_it_was_saved()
    {
        using Support.TemporaryFolder folder = new();
        MLContext context = new(seed: 1);
        IDataView data = Renamed(context);
        DeepQTrainer.Options options = Options();
        (options.ActionColumnName, options.RewardColumnName) = ("Treatment", "Outcome");
        (options.TerminatedColumnName, options.EpisodeIdColumnName, options.PropensityColumnName) = ("Last", "Patient", "Chance");
        using DeepQTransformer model = context.ReinforcementLearning.Trainers.DeepQ(options).Fit(data);
        context.Model.Save(model, data.Schema, folder.File("model.zip"));
        using DeepQTransformer loaded = context.ReinforcementLearning.LoadPolicy(folder.File("model.zip"));
        foreach (DeepQTransformer known in new[] { model, loaded })
        {
            var metrics = context.ReinforcementLearning.Evaluate(data, known, options: Quick);
            Assert.Equal((3, 2, 100), (metrics.ImportanceSampling!.Value, metrics.LoggedReturn!.Value, metrics.Episodes));
        }

        // A warm start needs no names either, and a table with the default names is read by those.
        DeepQTrainer.Options still = Options();
        (still.Updates, still.LearningRate, still.NextStateColumnName) = (1, 1e-30, "NextState");
        using DeepQTransformer again = context.ReinforcementLearning.Trainers.DeepQ(still).Fit(data, loaded);
        Assert.Equal(Values(model), Values(again));
        Assert.Equal(3, context.ReinforcementLearning.Evaluate(Log(context), model, options: Quick).ImportanceSampling!.Value, 6);

        static float[] Values(DeepQTransformer policy)
        {
            float[] values = new float[2];
            policy.Policy.QValues([1], values);
            return values;
        }
    }

    [Fact]
    public void A_column_that_is_not_found_is_named_with_the_setting_that_names_it()
    {
        MLContext context = new(seed: 1);
        using DeepQTransformer model = Trainer(context).Fit(Log(context));
        Assert.Contains(
            "name it, as in new DeepQTrainer.Options { ActionColumnName = ",
            Assert.Throws<ArgumentException>(() => context.ReinforcementLearning.Evaluate(Renamed(context), model)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Each_fold_is_judged_by_its_own_episodes()
    {
        MLContext context = new(seed: 1);
        var metrics = context.ReinforcementLearning.CrossValidate(Log(context), Trainer(context), folds: 4, Quick);
        Assert.Equal([25, 25, 25, 25], metrics.Select(fold => fold.Episodes));
        Assert.All(metrics, fold => Assert.Equal(3, fold.WeightedImportanceSampling!.Value, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            context.ReinforcementLearning.CrossValidate(Log(context), Trainer(context), folds: 1));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void A_featurizer_is_fitted_to_what_each_fold_learns_from()
    {
        MLContext context = new(seed: 1);
        RecordingEstimator featurizer = new(context.Transforms.CopyColumns("Features", "State"));
        DeepQTrainer.Options options = Options();
        (options.Featurizer, options.StateColumnName) = (featurizer, "Features");
        var metrics = context.ReinforcementLearning.CrossValidate(
            Log(context), context.ReinforcementLearning.Trainers.DeepQ(options), folds: 4, Quick);
        Assert.All(metrics, fold => Assert.Equal(3, fold.WeightedImportanceSampling!.Value, 6));
        // Once to all, to tell episodes apart, and then without a quarter, each time another one.
        Assert.Equal([100, 75, 75, 75, 75], featurizer.Fits.Select(episodes => episodes.Length));
        Assert.Equal(
            Enumerable.Range(0, 100),
            featurizer.Fits.Skip(1).SelectMany(episodes => Enumerable.Range(0, 100).Except(episodes)).Order());
    }

    [Fact]
    public void A_policy_that_draws_its_actions_is_worth_the_mean_over_its_draws()
    {
        MLContext context = new(seed: 1);
        IDataView data = Log(context);
        using DeepQTransformer model = Trainer(context).Fit(data);
        // Action 1 at ε / 2 + 1 − ε = 0.8: 0.8 · 3 + 0.2 · 1, at ratios of 1.6 and 0.4.
        OffPolicyOptions exploring = With(epsilon: 0.4, temperature: null);
        var metrics = context.ReinforcementLearning.Evaluate(data, model, options: exploring);
        Assert.Equal(2.6, metrics.ImportanceSampling!.Value, 6);
        Assert.Equal(100 * 100 / (50 * (1.6 * 1.6 + 0.4 * 0.4)), metrics.EffectiveSampleSize!.Value, 4);
        Assert.Equal(2.6, metrics.FittedQ!.Value, 0.1);
        Assert.Equal(0.5, metrics.Agreement, 6);
        Assert.Equal(1, metrics.Support, 6);

        // Q is 1 and 3, so that at the temperature 2 / log 4 the odds are 4 as well.
        OffPolicyOptions soft = With(epsilon: 0, temperature: 2 / Math.Log(4));
        metrics = context.ReinforcementLearning.Evaluate(data, model, options: soft);
        Assert.Equal(2.6, metrics.ImportanceSampling!.Value, 0.03);

        static OffPolicyOptions With(double epsilon, double? temperature) => new()
        {
            Epsilon = epsilon,
            Temperature = temperature,
            HiddenUnits = Quick.HiddenUnits,
            LearningRate = Quick.LearningRate,
            Updates = Quick.Updates,
            FittedQResamples = Quick.FittedQResamples,
            Resamples = Quick.Resamples,
        };
    }

    [Fact]
    public void A_policy_of_other_states_is_refused()
    {
        MLContext context = new(seed: 1);
        using DeepQTransformer model = TwoStates.Fit(context);
        ArgumentException refusal = Assert.Throws<ArgumentException>(() =>
            context.ReinforcementLearning.Evaluate(Log(context), model, options: Quick));
        Assert.Contains("the policy takes 2 values", refusal.Message);
    }

    [Fact]
    public void Each_trainer_of_the_catalog_has_its_algorithm()
    {
        ReinforcementLearningTrainers trainers = new MLContext(seed: 1).ReinforcementLearning.Trainers;
        DeepQTrainer.Options options = new() { NextStateColumnName = null, Updates = 1 };
        (DeepQTrainer, string)[] all =
        [
            (trainers.Cql(options), "CQL, DQN"),
            (trainers.Bcq(options), "BCQ, DQN"),
            (trainers.BehaviorCloning(options), "BC"),
            (trainers.NeuralFittedQ(options), "NFQ, DQN"),
            (trainers.Bcq(options, threshold: 0.5), "BCQ, DQN"),
            (trainers.DeepQ(nextStateColumnName: null, updates: 1), "CQL, DQN"),
        ];
        foreach ((DeepQTrainer trainer, string algorithm) in all)
        {
            using TrainingResult result = trainer.Train(Log(new MLContext(seed: 1)));
            Assert.Equal(algorithm, result.Algorithm);
        }
    }

    [Fact]
    public void A_fit_goes_on_from_an_earlier_training()
    {
        MLContext context = new(seed: 1);
        using TrainingResult earlier = Trainer(context).Train(Log(context));
        DeepQTrainer.Options still = Options();
        (still.Updates, still.LearningRate) = (1, 1e-30);
        using DeepQTransformer model = context.ReinforcementLearning.Trainers.DeepQ(still).Fit(Log(context), earlier);
        float[] before = new float[2];
        float[] after = new float[2];
        earlier.Network.QValues([1], before);
        model.Policy.QValues([1], after);
        Assert.Equal(before, after);
    }

    [Fact]
    public void BCQ_serves_its_constraint()
    {
        MLContext context = new(seed: 1);
        // Action 0 alone is logged, and the names tell that there is another.
        IDataView data = context.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => Step(i, action: 0)));
        DeepQTrainer.Options options = Options();
        (options.ActionNames, options.OfflineAlgorithm) = (["hold", "sell"], new BatchConstrainedQLearning());
        using DeepQTransformer model = context.ReinforcementLearning.Trainers.Bcq(options).Fit(data);
        float[] q = new float[2];
        model.Policy.QValues([1], q);
        Assert.Equal(0, model.Policy.Act([1]));
        Assert.True(q[1] <= q[0] - 1);
    }

    private static int TwoActions(DeepQTransformer model) => model.Policy.Act([1]);

    private static DeepQTrainer Trainer(MLContext context) => context.ReinforcementLearning.Trainers.DeepQ(Options());

    private static DeepQTrainer.Options Options() => new()
    {
        OfflineAlgorithm = new DeepQLearning(),
        NextStateColumnName = null,
        HiddenUnits = [],
        Gamma = 0.9,
        LearningRate = 0.05,
        Updates = 200,
    };

    private static IDataView Log(MLContext context) =>
        context.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(i => Step(i, action: i % 2)));

    private static IDataView Renamed(MLContext context)
    {
        IDataView log = Log(context);
        (string From, string To)[] names =
            [("Action", "Treatment"), ("Reward", "Outcome"), ("Terminated", "Last"), ("EpisodeId", "Patient"), ("Propensity", "Chance")];
        foreach ((string from, string to) in names)
            log = context.Transforms.CopyColumns(to, from).Append(context.Transforms.DropColumns(from)).Fit(log).Transform(log);
        return log;
    }

    private static Decision Step(int episode, int action) => new()
    {
        EpisodeId = episode,
        State = [1],
        Action = action,
        Reward = action == 0 ? 1 : 3,
        Terminated = true,
        Propensity = 0.5f,
    };

    private sealed class RecordingEstimator(IEstimator<ITransformer> inner) : IEstimator<ITransformer>
    {
        /// <summary>The episodes that each fit saw.</summary>
        public List<int[]> Fits { get; } = [];

        public ITransformer Fit(IDataView input)
        {
            Fits.Add([.. input.GetColumn<int>("EpisodeId")]);
            return inner.Fit(input);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inner.GetOutputSchema(inputSchema);
    }

    private sealed class Decision
    {
        public int EpisodeId { get; set; }

        [VectorType(1)]
        public float[] State { get; set; } = [];

        public int Action { get; set; }

        public float Reward { get; set; }

        public bool Terminated { get; set; }

        public float Propensity { get; set; }
    }
}
