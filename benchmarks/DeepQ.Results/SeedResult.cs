using DeepQ.Learning;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Networks;

namespace DeepQ.Results;

/// <summary>
/// What one seed brought: greedy returns over 100 episodes, with the last network and with the best, and the
/// <see cref="ExactError"/> of the last.
/// </summary>
internal sealed record SeedResult(
    ulong Seed,
    double Last,
    double Best,
    double Seconds,
    long Updates,
    double? QError,
    IReadOnlyList<SeedResult.Point> Curve)
{
    private const int Episodes = 100;

    /// <summary>An evaluation during training.</summary>
    internal readonly record struct Point(long Step, double Return);

    public static SeedResult Train(Experiment experiment, ulong seed)
    {
        Xoshiro256 random = new(seed);
        using TrainingResult result = new DqnTrainer(experiment.Options).Train(
            new VectorEnvironment([experiment.Create()], random.Fork()), experiment.Create(), random.Fork());
        return new SeedResult(
            seed,
            Evaluate(result.LastNetwork),
            Evaluate(result.Network),
            result.Elapsed.TotalSeconds,
            result.Updates,
            ExactError.Of(result.LastNetwork, experiment.Create(), experiment.Options.Gamma),
            [.. result.Evaluations.Select(evaluation => new Point(evaluation.Step, evaluation.Result.MeanReturn))]);

        double Evaluate(QNetwork network) =>
            PolicyEvaluation.Run(experiment.Create(), network.Act, Episodes, random.Fork()).MeanReturn;
    }
}
