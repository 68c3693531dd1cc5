using DeepQ.Learning.Schedules;

namespace DeepQ.Learning.Tests.Support;

/// <summary>A training of a second.</summary>
internal static class SmallTraining
{
    /// <summary>Learns in an environment.</summary>
    /// <param name="create">Makes the environment.</param>
    /// <param name="change">Changes the settings.</param>
    /// <param name="seed">Decides every draw.</param>
    public static TrainingResult Run(Func<IEnvironment> create, Action<DqnOptions> change, ulong seed = 1)
    {
        DqnOptions options = new()
        {
            HiddenUnits = [32],
            Steps = 4_000,
            LearningStarts = 200,
            LearningRate = 1e-3,
            Epsilon = new LinearSchedule(1, 0.05, 2_000),
            EvaluationInterval = 200,
            EvaluationEpisodes = 4,
            FinalEpisodes = 4,
        };
        change(options);
        Xoshiro256 random = new(seed);
        return new DqnTrainer(options).Train(new VectorEnvironment([create()], random.Fork()), create(), random);
    }
}
