using DeepQ.Learning.Diagnostics;

namespace DeepQ.Learning.OffPolicy;

/// <summary>The settings of an evaluation on logged data.</summary>
public sealed class OffPolicyOptions
{
    /// <summary>The discount factor γ of a step, in [0, 1]; null for that of the evaluated policy.</summary>
    /// <value>The default value is null.</value>
    public double? Gamma { get; set; }

    /// <summary>
    /// The probability ε with which the evaluated policy chooses uniformly among the legal actions.
    /// </summary>
    /// <value>The default value is 0.</value>
    public double Epsilon { get; set; }

    /// <summary>
    /// The temperature T of the evaluated policy, π(a | s) ∝ exp(Q(s, a) / T), apart from <see cref="Epsilon"/>; null
    /// for the greedy policy. With 1 a cloned policy acts as it estimates that the log did.
    /// </summary>
    /// <value>The default value is null.</value>
    public double? Temperature { get; set; }

    /// <summary>
    /// The width of each hidden layer of the fitted networks: Q of a policy, and the behavior.
    /// </summary>
    /// <value>The default value is 64, 64.</value>
    public IReadOnlyList<int> HiddenUnits { get; set; } = [64, 64];

    /// <summary>The learning rate, which falls to a tenth at the end of a fit.</summary>
    /// <value>The default value is 0.001.</value>
    public double LearningRate { get; set; } = 1e-3;

    /// <summary>The number of transitions in a batch.</summary>
    /// <value>The default value is 64.</value>
    public int BatchSize { get; set; } = 64;

    /// <summary>
    /// The greatest number of updates of each fit. A fit stops earlier once it converges. Figures that depend on a fit
    /// that did not converge have no interval.
    /// </summary>
    /// <value>The default value is 50,000; most fits take 6,000 to 10,000; convergence cannot be detected before 600.</value>
    public int Updates { get; set; } = 50_000;

    /// <summary>
    /// The time limit of all fits together, after which they stop as after <see cref="Updates"/>; null for none.
    /// </summary>
    /// <value>The default value is null.</value>
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>
    /// The number of fits to resampled episodes from which the interval of fitted Q evaluation is computed; each takes
    /// as long as the first fit. 0 for no interval.
    /// </summary>
    /// <value>The default value is 10.</value>
    public int FittedQResamples { get; set; } = 10;

    /// <summary>The number of resamples from which the other intervals are computed.</summary>
    /// <value>The default value is 1,000.</value>
    public int Resamples { get; set; } = 1_000;

    /// <summary>
    /// The number of folds of episodes: for the doubly robust estimate each fold is scored by a model fitted to the
    /// others.
    /// </summary>
    /// <value>The default value is 2.</value>
    public int Folds { get; set; } = 2;

    /// <summary>
    /// The least probability under the logged policy with which an action counts as supported by the data.
    /// </summary>
    /// <value>The default value is 0.05.</value>
    public double SupportThreshold { get; set; } = 0.05;

    /// <summary>The seed of all draws; null for that of the context.</summary>
    /// <value>The default value is null.</value>
    public ulong? Seed { get; set; }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public void Validate()
    {
        SettingsCheck check = new();
        check.Require(Gamma is null or (>= 0 and <= 1), "be in [0, 1]", Gamma);
        check.Require(Epsilon is >= 0 and <= 1, "be in [0, 1]", Epsilon);
        check.Require(
            Temperature is null || (Temperature > 0 && double.IsFinite(Temperature.Value)), "be positive", Temperature);
        check.Require(HiddenUnits is { } units && units.All(width => width > 0), "have positive widths", HiddenUnits);
        check.Require(LearningRate > 0 && double.IsFinite(LearningRate), "be positive", LearningRate);
        check.Require(BatchSize > 0, "be positive", BatchSize);
        check.Require(Updates > 0, "be positive", Updates);
        check.Require(TimeLimit is null || TimeLimit > TimeSpan.Zero, "be positive", TimeLimit);
        check.Require(FittedQResamples >= 0, "not be negative", FittedQResamples);
        check.Require(Resamples > 0, "be positive", Resamples);
        check.Require(Folds > 1, "be at least 2", Folds);
        check.Require(SupportThreshold is > 0 and < 1, "be above 0 and below 1", SupportThreshold);
        check.ThrowIfAnyFailed();
    }
}
