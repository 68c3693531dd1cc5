using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Training;

public sealed class ObserverTests
{
    [Fact]
    public void An_observer_sees_what_the_result_records()
    {
        Witness witness = new();
        DqnOptions options = Options(witness);
        Xoshiro256 random = new(1);
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment(2, () => new CartPole(), random.Fork()), new CartPole(), random);

        Assert.Equal(result.Episodes, witness.Episodes);
        Assert.Equal(result.Evaluations, witness.Evaluations);
        Assert.Equal(Enumerable.Range(1, 125).Select(update => (long)update), witness.Updates.Select(update => update.Update));
        Assert.Equal(52, witness.Updates[0].Step);
        Assert.Equal(options.Epsilon.At(52), witness.Updates[0].Epsilon);
        Assert.Equal(0.52, witness.Updates[0].ReplayFill, 12);
        Assert.Equal(1, witness.Updates[^1].ReplayFill);
        Assert.Equal([StopReason.Completed], witness.Ends);
    }

    [Fact]
    public void Updates_from_logged_transitions_are_seen_too()
    {
        ReplayBuffer log = new(capacity: 4, observationSize: 1);
        log.Add([0], action: 0, reward: 1, [1], terminated: true);
        Witness witness = new();
        DqnOptions options = Options(witness);
        options.Updates = 3;
        using TrainingResult result = new DqnTrainer(options).Train(
            log, new BoxSpace([1], -1, 1), new DiscreteSpace("only"), new Xoshiro256(1));

        Assert.Equal([(0L, 1L), (0, 2), (0, 3)], witness.Updates.Select(update => (update.Step, update.Update)));
        Assert.Equal(0.25, witness.Updates[0].ReplayFill);
        Assert.Equal([StopReason.Completed], witness.Ends);
    }

    private static DqnOptions Options(ITrainingObserver observer) => new()
    {
        HiddenUnits = [4],
        BatchSize = 8,
        Steps = 300,
        Epsilon = new LinearSchedule(1, 0.05, 10_000),
        LearningStarts = 52,
        UpdateInterval = 2,
        ReplayCapacity = 100,
        EvaluationInterval = 100,
        EvaluationEpisodes = 1,
        Observers = [observer],
    };

    private sealed class Witness : ITrainingObserver
    {
        public List<EpisodeRecord> Episodes { get; } = [];

        public List<UpdateRecord> Updates { get; } = [];

        public List<EvaluationRecord> Evaluations { get; } = [];

        public List<StopReason> Ends { get; } = [];

        public void OnEpisodeEnd(EpisodeRecord episode) => Episodes.Add(episode);

        public void OnUpdate(in UpdateRecord update) => Updates.Add(update);

        public void OnEvaluation(EvaluationRecord evaluation) => Evaluations.Add(evaluation);

        public void OnTrainingEnd(StopReason reason) => Ends.Add(reason);
    }
}
