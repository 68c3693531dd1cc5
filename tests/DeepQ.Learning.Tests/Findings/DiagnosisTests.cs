using DeepQ.Environments.Tabular;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Findings;

public sealed class DiagnosisTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_sound_training_has_none(ulong seed)
    {
        using TrainingResult result = SmallTraining.Run(() => new FrozenLake(isSlippery: false), _ => { }, seed);
        Assert.Equal(1, result.FinalEvaluation!.Result.MeanReturn);
        Assert.Empty(result.Diagnosis);
    }

    [Fact]
    public void Observers_are_warned_of_each()
    {
        Witness witness = new();
        using TrainingResult result = SmallTraining.Run(() => new FrozenLake(isSlippery: false), options =>
        {
            options.BatchSize = 8;
            options.ReplayCapacity = 10;
            options.Epsilon = 1;
            options.Observers = [witness];
        });
        Assert.NotEmpty(result.Diagnosis);
        Assert.Equal(result.Diagnosis.Select(finding => $"{finding}"), witness.Warnings);
    }

    [Fact]
    public void A_training_that_goes_on_from_a_checkpoint_finds_what_one_run_finds()
    {
        using TemporaryFolder folder = new();
        string path = folder["checkpoint"];
        using TrainingResult whole = Run(4_000, null);
        using TrainingResult begun = Run(2_000, path);
        using TrainingResult rest = new DqnTrainer(Options(4_000, path)).Resume(
            path, new VectorEnvironment([new FrozenLake()], new Xoshiro256(9)), new FrozenLake());
        Assert.Equal(
            whole.History.Select(update => update with { Elapsed = default }), rest.History.Select(update => update with { Elapsed = default }));
        Assert.Equal(whole.Evaluations.Select(one => one.StartValue), rest.Evaluations.Select(one => one.StartValue));
        Assert.Equal(whole.Evaluations.Select(one => one.DiscountedReturn), rest.Evaluations.Select(one => one.DiscountedReturn));
        Assert.Equal(whole.Diagnosis.Select(finding => $"{finding}"), rest.Diagnosis.Select(finding => $"{finding}"));

        static TrainingResult Run(long steps, string? path)
        {
            Xoshiro256 random = new(5);
            return new DqnTrainer(Options(steps, path)).Train(
                new VectorEnvironment([new FrozenLake()], random.Fork()), new FrozenLake(), random);
        }

        static DqnOptions Options(long steps, string? path) => new()
        {
            HiddenUnits = [8],
            BatchSize = 8,
            Steps = steps,
            LearningStarts = 100,
            LearningRate = 1e-3,
            Epsilon = new LinearSchedule(1, 0.05, 10_000),
            EvaluationInterval = 500,
            EvaluationEpisodes = 3,
            FinalEpisodes = 3,
            ReplayCapacity = 20,
            CheckpointPath = path,
        };
    }

    private sealed class Witness : ITrainingObserver
    {
        public List<string> Warnings { get; } = [];

        public void OnWarning(string message) => Warnings.Add(message);
    }
}
