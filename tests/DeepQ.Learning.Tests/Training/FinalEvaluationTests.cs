using DeepQ.Environments.Wrappers;

namespace DeepQ.Learning.Tests.Training;

/// <summary>What training reports of the network that it returns.</summary>
public sealed class FinalEvaluationTests
{
    [Fact]
    public void The_figure_is_of_fresh_episodes_and_not_the_luckiest_of_many()
    {
        // Every policy is worth 0: each step pays 1 or −1. The greatest of twenty means of four is far above.
        List<double> best = [];
        List<double> final = [];
        for (ulong seed = 1; seed <= 6; seed++)
        {
            using TrainingResult result = Train(new Coin(), new Coin(), seed, options => options.FinalEpisodes = 50);
            best.Add(result.BestEvaluation!.Result.MeanReturn);
            final.Add(result.FinalEvaluation!.Result.MeanReturn);
            Assert.Equal(50, result.FinalEvaluation.Result.Returns.Count);
            Assert.Equal(
                result.FinalEvaluation.Result.MeanReturn.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
                result.Describe().Training["return"]);
        }

        Assert.True(best.Average() > 0.5, $"{best.Average()}");
        // 300 episodes of variance 1: within three standard errors.
        Assert.InRange(final.Average(), -0.18, 0.18);
    }

    [Fact]
    public void The_budget_is_what_it_is_said_to_be()
    {
        Coin judge = new();
        using TrainingResult result = Train(new Coin(), judge, 1, options =>
        {
            options.Finalists = 3;
            options.FinalEpisodes = 7;
        });
        // Twenty evaluations of four episodes; three networks are judged, or two where the last is one of the best, and one
        // of them once more.
        Assert.Contains(judge.Episodes - (20 * 4), new[] { 3 * 7, 4 * 7 });
    }

    [Fact]
    public void Without_final_episodes_the_greatest_evaluation_chooses_and_nothing_is_reported()
    {
        Coin judge = new();
        using TrainingResult result = Train(new Coin(), judge, 1, options => options.FinalEpisodes = 0);
        Assert.Null(result.FinalEvaluation);
        Assert.Equal(20 * 4, judge.Episodes);
    }

    [Fact]
    public void One_environment_to_learn_and_to_evaluate_in_is_refused()
    {
        Coin coin = new();
        Assert.StartsWith(
            "The environment to evaluate in, Coin, is also used for training",
            Assert.Throws<ArgumentException>(() => Train(coin, new TimeLimit(coin, 3), 1, _ => { })).Message,
            StringComparison.Ordinal);
    }

    private static TrainingResult Train(IEnvironment environment, IEnvironment judge, ulong seed, Action<DqnOptions> set)
    {
        DqnOptions options = new()
        {
            Steps = 400,
            LearningStarts = 10,
            EvaluationInterval = 20,
            EvaluationEpisodes = 4,
            HiddenUnits = [4],
            BatchSize = 8,
        };
        set(options);
        Xoshiro256 random = new(seed);
        return new DqnTrainer(options).Train(new VectorEnvironment([environment], random.Fork()), judge, random);
    }

    private sealed class Coin : IEnvironment
    {
        public int Episodes { get; private set; }

        public string Name => "Coin";

        public BoxSpace ObservationSpace { get; } = new([1], 0, 1);

        public DiscreteSpace ActionSpace { get; } = new("a", "b");

        public void Reset(Random random, Span<float> observation)
        {
            Episodes++;
            observation[0] = random.NextSingle();
        }

        public StepResult Step(int action, Random random, Span<float> observation)
        {
            observation[0] = random.NextSingle();
            return new StepResult(random.Next(2) == 0 ? 1 : -1, true, false);
        }
    }
}
