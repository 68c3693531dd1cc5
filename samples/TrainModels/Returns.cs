using DeepQ.Learning;
using DeepQ.Serving;

namespace TrainModels;

/// <summary>The returns of a policy's episodes.</summary>
/// <param name="Episodes">How many there were.</param>
/// <param name="Seed">What their random draws begin with.</param>
/// <param name="Mean">The mean return.</param>
/// <param name="Deviation">The standard deviation of the returns.</param>
/// <param name="Low">The lower end of the 95% interval of the mean.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Least">The least return.</param>
/// <param name="Greatest">The greatest return.</param>
internal sealed record Returns(
    int Episodes,
    ulong Seed,
    double Mean,
    double Deviation,
    double Low,
    double High,
    double Least,
    double Greatest)
{
    private const int Count = 1_000;
    private const ulong MeasuringSeed = 2026;

    /// <summary>Lets a policy act, always in the same episodes.</summary>
    public static Returns Measure(OnnxPolicy policy, IEnvironment environment)
    {
        EvaluationResult result =
            PolicyEvaluation.Run(environment, state => policy.Act(state), Count, new Xoshiro256(MeasuringSeed));
        double reach = 1.96 * result.StandardDeviation / Math.Sqrt(Count - 1);
        return new Returns(
            Count,
            MeasuringSeed,
            result.MeanReturn,
            result.StandardDeviation,
            result.MeanReturn - reach,
            result.MeanReturn + reach,
            result.Returns.Min(),
            result.Returns.Max());
    }
}
