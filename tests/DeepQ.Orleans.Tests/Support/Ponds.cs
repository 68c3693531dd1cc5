using DeepQ.Environments;
using DeepQ.Environments.Tabular;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning;
using DeepQ.Learning.Distributed;

namespace DeepQ.Orleans.Tests.Support;

/// <summary>Trainings on a lake of nine cells, which take some seconds.</summary>
internal static class Ponds
{
    public const string Name = "pond";

    public static DistributedOptions Plan => new()
    {
        Actors = 4,
        Shards = 2,
        EnvironmentsPerActor = 2,
        BlockSize = 20,
        Epsilon = 0.8,
        EpsilonSpread = 1,
        WeightsInterval = TimeSpan.FromMilliseconds(50),
    };

    public static TrainingDefinition Training(Action? atStep = null, string name = Name, double gamma = 0.9, int steps = 4_000) =>
        new(name, () => Create(atStep), () => Settings(gamma, steps));

    public static IEnvironment Create(Action? atStep = null)
    {
        FrozenLake pond = new(["SFF", "FHF", "FFG"], isSlippery: false, maxSteps: 30);
        return atStep is null ? pond : new Waiting(pond, atStep);
    }

    public static DqnOptions Settings(double gamma = 0.9, int steps = 4_000) => new()
    {
        HiddenUnits = [],
        Gamma = gamma,
        LearningRate = 0.02,
        BatchSize = 16,
        Steps = steps,
        LearningStarts = 200,
        ReplayCapacity = 4_000,
        EvaluationInterval = 1_000,
        EvaluationEpisodes = 2,
        FinalEpisodes = 2,
        MaxEvaluationSteps = 30,
        CheckpointInterval = 500,
    };

    private sealed class Waiting(IEnvironment inner, Action atStep) : EnvironmentWrapper(inner)
    {
        public override StepResult Step(int action, Random random, Span<float> observation)
        {
            atStep();
            return base.Step(action, random, observation);
        }
    }
}
