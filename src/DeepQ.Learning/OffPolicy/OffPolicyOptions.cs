using DeepQ.Learning.Diagnostics;

namespace DeepQ.Learning.OffPolicy;

/// <summary>The settings of an evaluation on logged data.</summary>
public sealed class OffPolicyOptions
{
    /// <summary>The discount factor γ of a step, in [0, 1]; null for that of the policy that is evaluated.</summary>
    /// <value>The default value is null.</value>
    public double? Gamma { get; set; }

    /// <summary>
    /// The probability ε with which the policy that is judged takes any legal action, all of them alike.
    /// </summary>
    /// <value>The default value is 0.</value>
    public double Epsilon { get; set; }

    /// <summary>
    /// The temperature T of the policy that is judged, π(a | s) ∝ exp(Q(s, a) / T), but for
    /// <see cref="Epsilon"/>; null for the greedy one. With 1 a cloned policy acts as it thinks the log did.
    /// </summary>
    /// <value>The default value is null.</value>
    public double? Temperature { get; set; }

    /// <summary>
    /// The width of each hidden layer of the networks that are fitted: Q of a policy, and the behavior.
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
    /// The greatest number of updates of each fit. It ends sooner where it is done; where it is not, what rests on it has no
    /// interval.
    /// </summary>
    /// <value>The default value is 50,000; most fits take 6,000 to 10,000, and none can tell that it is done before 600.</value>
    public int Updates { get; set; } = 50_000;

    /// <summary>
    /// The time after which fits end as they do after <see cref="Updates"/>; null for none. All of them together have it.
    /// </summary>
    /// <value>The default value is null.</value>
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>
    /// The number of fits to drawn episodes that the interval of fitted Q evaluation comes from; each takes as long as
    /// the first. 0 for no interval.
    /// </summary>
    /// <value>The default value is 10.</value>
    public int FittedQResamples { get; set; } = 10;

    /// <summary>The number of draws that the other intervals come from.</summary>
    /// <value>The default value is 1,000.</value>
    public int Resamples { get; set; } = 1_000;

    /// <summary>
    /// The number of parts that the episodes are split into: each is scored, for the doubly robust estimate, by a model
    /// that was fitted to the others.
    /// </summary>
    /// <value>The default value is 2.</value>
    public int Folds { get; set; } = 2;

    /// <summary>The probability under the logged policy from which an action counts as supported by the data.</summary>
    /// <value>The default value is 0.05.</value>
    public double SupportThreshold { get; set; } = 0.05;

    /// <summary>The seed that everything is drawn from; null for that of the context.</summary>
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
