using System.Globalization;
using System.Text;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Promotion;
using DeepQ.Serving;

namespace DeepQ.Decisions.Estimation;

/// <summary>The estimated values of several policies, all from the same episodes of a log.</summary>
/// <remarks>
/// <para>
/// Values are doubly robust, with the logged probabilities. If γ is 0, they are values per decision, and weighted;
/// otherwise they are discounted returns per episode. Intervals are 95% intervals; decisions of one episode may depend
/// on each other. A policy that agrees with no logged action has no value.
/// </para>
/// <para>
/// Left out are decisions of unknown probability, and those in which the logged action was certain although several
/// were allowed: they contain no information about other actions. If γ is above 0, the whole episode is left out. An
/// episode is also left out if a policy has Q-values in one of its states that are not finite. If γ is above 0, nothing
/// is added after the last decision of a truncated episode.
/// </para>
/// </remarks>
public sealed class LogEvaluation
{
    private readonly double[] _sizes;
    private readonly double[][] _sums;
    private readonly double[] _logged;

    private LogEvaluation(EvaluationSums sums)
    {
        (_sizes, _sums) = ([.. sums.Sizes], [.. sums.Policies.Select(policy => policy.Sums())]);
        (Decisions, Episodes) = (sums.Decisions, _sizes.Length);
        (WithoutProbability, WithoutChance, WithoutValue) = (sums.WithoutProbability, sums.WithoutChance, sums.WithoutValue);
        _logged = [.. sums.Logged];
        Logged = Ratio(_logged);
        Policies = [.. sums.Policies.Select((policy, i) => policy.ToEstimate(Ratio(_sums[i]), Ratio([.. policy.Weights]), Decisions))];
    }

    /// <summary>The number of decisions in the estimates.</summary>
    public long Decisions { get; }

    /// <summary>The number of their episodes; a decision without an episode counts as one.</summary>
    public int Episodes { get; }

    /// <summary>The number of decisions left out because their probability is unknown.</summary>
    public long WithoutProbability { get; }

    /// <summary>
    /// The number of decisions left out because the logged action was certain although several were allowed.
    /// </summary>
    public long WithoutChance { get; }

    /// <summary>
    /// The number of decisions left out because a policy has Q-values that are not finite in a state of their episode.
    /// </summary>
    public long WithoutValue { get; }

    /// <summary>The value of the logged decisions, in the same units.</summary>
    public ValueEstimate Logged { get; }

    /// <summary>The policies, in the given order.</summary>
    public IReadOnlyList<PolicyEstimate> Policies { get; }

    /// <summary>Evaluates policies on a log.</summary>
    /// <param name="log">The episodes; a policy looks too good on those that it was learned from.</param>
    /// <param name="policies">The policies.</param>
    /// <param name="actionCount">The number of actions; 0 where decisions have candidates.</param>
    /// <param name="gamma">The discount factor γ, from 0 to 1.</param>
    /// <param name="model">
    /// The policy whose Q-values are the model of the doubly robust estimate, learned from other episodes; null for
    /// importance sampling.
    /// </param>
    /// <param name="cancellationToken">Cancels the evaluation.</param>
    /// <returns>The estimates.</returns>
    /// <exception cref="ArgumentException">γ is out of range, or a policy or the model does not fit the states or actions.</exception>
    /// <exception cref="InvalidDataException">A decision has another number of actions.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was canceled.</exception>
    public static async Task<LogEvaluation> RunAsync(
        IAsyncEnumerable<JoinedEpisode> log,
        IReadOnlyList<JudgedPolicy> policies,
        int actionCount,
        double gamma = 0,
        IPolicy? model = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentOutOfRangeException.ThrowIfNegative(actionCount);
        if (gamma is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "γ must be from 0 to 1.");
        if (model is not null && model.ActionCount != Math.Max(1, actionCount))
        {
            throw new ArgumentException(
                $"The model has {model.ActionCount} actions, but must have {Math.Max(1, actionCount)}.", nameof(model));
        }

        EvaluationSums sums = new(policies, actionCount, gamma, model);
        await foreach (JoinedEpisode episode in log.WithCancellation(cancellationToken).ConfigureAwait(false))
            sums.Add(episode);
        return new(sums);
    }

    /// <summary>
    /// Estimates how much higher the value of one policy is than that of another, from the same episodes.
    /// </summary>
    /// <param name="policy">The index of the policy in <see cref="Policies"/>.</param>
    /// <param name="other">The index of the other policy.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public ValueEstimate Difference(int policy, int other)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(policy);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(policy, _sums.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(other);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(other, _sums.Length);
        return Ratio([.. _sums[policy].Zip(_sums[other], (one, two) => one - two)]);
    }

    /// <summary>
    /// Estimates how much higher the value of a policy is than that of the logged decisions, from the same episodes.
    /// </summary>
    /// <param name="policy">The index of the policy in <see cref="Policies"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is out of range.</exception>
    public ValueEstimate DifferenceToLogged(int policy)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(policy);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(policy, _sums.Length);
        return Ratio([.. _sums[policy].Zip(_logged, (one, two) => one - two)]);
    }

    /// <summary>The estimates, one per line.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"logged",-20}{Logged}");
        foreach (PolicyEstimate policy in Policies)
            text.AppendLine(CultureInfo.InvariantCulture, $"{policy.Name,-20}{policy.Value}, support {100 * policy.Support:F1}%");
        return text.Append(CultureInfo.InvariantCulture, $"{Decisions} decisions in {Episodes} episodes").ToString();
    }

    // Sums of rewards near the limit of double may overflow.
    private ValueEstimate Ratio(double[] sums) => _sizes.Length < 2 || !sums.All(double.IsFinite)
        ? new(double.NaN, double.NaN, double.NaN)
        : ValueEstimate.OfRatio(sums, _sizes);
}
