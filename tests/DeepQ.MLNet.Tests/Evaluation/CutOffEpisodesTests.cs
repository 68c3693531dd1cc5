using DeepQ.Learning.Offline;
using DeepQ.Learning.OffPolicy;

namespace DeepQ.MLNet.Tests.Evaluation;

/// <summary>
/// One state, in which a step ends the episode with probability ½ and pays 0, or else pays 1; episodes are cut off after
/// two steps. With γ = 0.95 the value is V = ½ (1 + 0.95 V) = 0.952.
/// </summary>
public sealed class CutOffEpisodesTests
{
    private const double Exact = 0.5 / (1 - (0.5 * 0.95));
    private readonly MLContext _context = new(1);

    public enum Form
    {
        Successors,
        CutOff,
        Stopped,
        LastObservation,
        LastObservationUnmarked,
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(Form.Successors)]
    [InlineData(Form.CutOff)]
    [InlineData(Form.Stopped)]
    [InlineData(Form.LastObservation)]
    [InlineData(Form.LastObservationUnmarked)]
    public void Every_form_of_the_log_gives_the_value_within_its_interval(Form form)
    {
        IDataView data = _context.Data.LoadFromEnumerable(Log(form));
        DeepQTrainer.Options options = new()
        {
            NextStateColumnName = form == Form.Successors ? "NextState" : null,
            Gamma = 0.95,
            Updates = 3_000,
            OfflineAlgorithm = new DeepQLearning(),
        };
        using DeepQTransformer model = _context.ReinforcementLearning.Trainers.DeepQ(options).Fit(data);
        float[] q = new float[2];
        model.Policy.QValues([1], q);
        // Terminations that are overestimated give 0.64.
        Assert.InRange(q.Average(), Exact - 0.15, Exact + 0.15);

        PolicyMetrics metrics = _context.ReinforcementLearning.Evaluate(
            data, model, options, new() { FittedQResamples = 5, Seed = 1 });
        Estimate?[] estimates =
        [
            metrics.LoggedReturn, metrics.LoggedFittedQ, metrics.FittedQ, metrics.DoublyRobust, metrics.ImportanceSampling,
            metrics.PerDecisionImportanceSampling, metrics.WeightedImportanceSampling,
            metrics.WeightedPerDecisionImportanceSampling,
        ];
        Assert.All(estimates, estimate => Assert.InRange(Exact, estimate!.Lower, estimate.Upper));
        Assert.DoesNotContain(metrics.Warnings, warning => warning.Contains("unknown", StringComparison.Ordinal));
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(1, 1.875)]
    [InlineData(1_000, 126.75)]
    [InlineData(-1_000, -123.25)]
    public void The_reward_of_a_step_that_was_cut_off_counts_in_returns(float last, double expected)
    {
        Random random = new(3);
        List<Step> log = [];
        for (int i = 0; i < 800; i++)
        {
            log.Add(new()
            {
                State = [i % 4, 1],
                Action = random.Next(2) == 0 ? "x" : "y",
                Propensity = 0.5f,
                Reward = i % 4 == 3 ? last : 1,
                EpisodeId = i / 4,
                Truncated = i % 4 == 3,
            });
        }

        IDataView data = _context.Data.LoadFromEnumerable(log, Step.Schema(2));
        DeepQTrainer.Options options = new() { NextStateColumnName = null, Gamma = 0.5, Updates = 300 };
        using DeepQTransformer model = _context.ReinforcementLearning.Trainers.DeepQ(options).Fit(data);
        PolicyMetrics metrics = _context.ReinforcementLearning.Evaluate(
            data, model, options, new() { Updates = 500, FittedQResamples = 2, Seed = 1 });
        // What follows the last step is not known; the model values it at some 2, times 0.5⁴.
        Assert.Equal(expected, metrics.LoggedReturn!.Value, 0.4);
    }

    private static IEnumerable<Step> Log(Form form)
    {
        Random random = new(5);
        for (int episode = 0; episode < 1_000; episode++)
        {
            for (int step = 0; step < 2; step++)
            {
                bool ends = random.Next(2) == 0;
                bool isCutOff = step == 1 && !ends;
                yield return new Step
                {
                    State = [1],
                    NextState = [1],
                    Action = random.Next(2) == 0 ? "x" : "y",
                    Propensity = 0.5f,
                    Reward = ends ? 0 : 1,
                    Terminated = ends,
                    Truncated = isCutOff && form is not (Form.Stopped or Form.LastObservationUnmarked),
                    EpisodeId = episode,
                };
                if (isCutOff && (form is Form.LastObservation or Form.LastObservationUnmarked))
                    yield return new Step { State = [1], NextState = [1], EpisodeId = episode, Propensity = float.NaN };
                if (ends)
                    break;
            }
        }
    }

    private sealed class Step
    {
        [VectorType(1)]
        public float[] State { get; set; } = [];

        [VectorType(1)]
        public float[] NextState { get; set; } = [0];

        public string Action { get; set; } = "";

        public float Propensity { get; set; }

        public float Reward { get; set; }

        public bool Terminated { get; set; }

        public bool Truncated { get; set; }

        public int EpisodeId { get; set; }

        public static SchemaDefinition Schema(int size)
        {
            SchemaDefinition schema = SchemaDefinition.Create(typeof(Step));
            schema[nameof(State)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, size);
            return schema;
        }
    }
}
