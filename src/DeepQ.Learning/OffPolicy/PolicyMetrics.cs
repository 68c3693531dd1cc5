using System.Globalization;
using System.Text;

namespace DeepQ.Learning.OffPolicy;

/// <summary>Estimates about a policy from the logged data of another one.</summary>
/// <remarks>
/// Values are discounted returns from the first states of the logged episodes. They are null if the data do not
/// identify episodes, which <see cref="Warnings"/> reports.
/// </remarks>
public sealed record PolicyMetrics
{
    internal PolicyMetrics()
    {
    }

    /// <summary>The number of transitions.</summary>
    public int Transitions { get; internal init; }

    /// <summary>The number of episodes; null if the data do not identify them.</summary>
    public int? Episodes { get; internal init; }

    /// <summary>The discount factor γ of the values.</summary>
    public double Gamma { get; internal init; }

    /// <summary>
    /// The value by fitted Q evaluation: a network fitted to the value of the policy. It has the least variance, but
    /// nothing shows when it is wrong about actions that the data do not have.
    /// </summary>
    public Estimate? FittedQ { get; internal init; }

    /// <summary>The value by <see cref="DoublyRobust"/>, with models fitted to other episodes.</summary>
    public Estimate? DoublyRobust { get; internal init; }

    /// <summary>The value by <see cref="ImportanceSampling.Ordinary"/>.</summary>
    public Estimate? ImportanceSampling { get; internal init; }

    /// <summary>The value by <see cref="ImportanceSampling.PerDecision"/>.</summary>
    public Estimate? PerDecisionImportanceSampling { get; internal init; }

    /// <summary>The value by <see cref="ImportanceSampling.Weighted"/>.</summary>
    public Estimate? WeightedImportanceSampling { get; internal init; }

    /// <summary>The value by <see cref="ImportanceSampling.WeightedPerDecision"/>.</summary>
    public Estimate? WeightedPerDecisionImportanceSampling { get; internal init; }

    /// <summary>
    /// The value of the logged policy: its mean return. If an episode was cut off, fitted Q evaluation of the logged
    /// policy supplies the value of its last state.
    /// </summary>
    public Estimate? LoggedReturn { get; internal init; }

    /// <summary>
    /// The value of the logged policy by fitted Q evaluation, for comparison with <see cref="FittedQ"/>.
    /// </summary>
    public Estimate? LoggedFittedQ { get; internal init; }

    /// <summary>
    /// Whether every fit converged. If <see cref="OffPolicyOptions.Updates"/> or
    /// <see cref="OffPolicyOptions.TimeLimit"/> stopped one before, the figures that depend on it have no interval.
    /// </summary>
    public bool FitsAreDone { get; internal init; } = true;

    /// <summary>
    /// The number of episodes of equal weight that would contain the same information for importance sampling.
    /// </summary>
    public double? EffectiveSampleSize { get; internal init; }

    /// <summary>
    /// The share of the logged actions that the policy would also have chosen, from 0 to 1; for a stochastic policy,
    /// the mean of its π(a | s).
    /// </summary>
    public double Agreement { get; internal init; }

    /// <summary>
    /// The share of the logged states in which the policy's action is likely enough under the logged policy
    /// (<see cref="OffPolicyOptions.SupportThreshold"/>), from 0 to 1; for a stochastic policy, the mean probability of
    /// such actions.
    /// </summary>
    public double Support { get; internal init; }

    /// <summary>
    /// The mean of |r + γ Σ π(a' | s') Q(s', a') − Q(s, a)| over the transitions, with the policy's own values: for the
    /// greedy policy the sum is max Q(s', ·). It is meaningless for a cloned policy, whose values are logits.
    /// </summary>
    public double TemporalDifferenceError { get; internal init; }

    /// <summary>
    /// Whether the probabilities of the logged actions come from a model, because no column has them.
    /// </summary>
    public bool PropensitiesAreEstimated { get; internal init; }

    /// <summary>
    /// The mean of −log b(a | s) of the model of the logged policy on episodes that it was not fitted to; log A for A
    /// actions is no better than guessing.
    /// </summary>
    public double BehaviorLoss { get; internal init; }

    /// <summary>
    /// The temperature that calibrated the model of the logged policy; 1 if it was calibrated already.
    /// </summary>
    public double BehaviorTemperature { get; internal init; }

    /// <summary>The reasons why some figures are missing or unreliable, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; internal init; } = [];

    /// <summary>Formats the figures and the warnings, one per line.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        Line("fitted Q", FittedQ);
        Line("doubly robust", DoublyRobust);
        Line("importance sampling", ImportanceSampling);
        Line("per decision", PerDecisionImportanceSampling);
        Line("weighted", WeightedImportanceSampling);
        Line("weighted, per decision", WeightedPerDecisionImportanceSampling);
        Line("logged policy", LoggedReturn);
        Line("logged policy, fitted Q", LoggedFittedQ);
        Line("effective sample size", EffectiveSampleSize?.ToString("F1", CultureInfo.InvariantCulture));
        Line("agreement", Agreement.ToString("P1", CultureInfo.InvariantCulture));
        Line("support", Support.ToString("P1", CultureInfo.InvariantCulture));
        Line("TD error", TemporalDifferenceError.ToString("G4", CultureInfo.InvariantCulture));
        foreach (string warning in Warnings)
            text.Append("! ").AppendLine(warning);
        return text.ToString().TrimEnd();

        void Line(string name, object? value) =>
            text.AppendLine(CultureInfo.InvariantCulture, $"{name,-24}{value ?? "-"}");
    }
}
