using System.Globalization;
using System.Text;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Promotion;
using DeepQ.Serving;

namespace DeepQ.Decisions.Estimation;

/// <summary>What a log says of several policies, all judged by the same episodes.</summary>
/// <remarks>
/// <para>
/// Values are doubly robust, with the probabilities that were logged. Where γ is 0 they are those of a decision, and weighted;
/// otherwise they are the discounted returns of an episode. Intervals hold the truth 95 times of 100; decisions of one episode may
/// depend on each other. A policy that agrees with nothing that was logged has no value.
/// </para>
/// <para>
/// Left out are decisions whose probability nobody knew, and those that left nothing to chance though several actions were allowed:
/// they say nothing of other actions. Where γ is above 0, the whole episode is left out. So is one with a state in which a policy has
/// Q-values that are not finite. Where γ is above 0, what would have followed an episode that was cut off is worth nothing.
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

    /// <summary>The decisions that the values rest on.</summary>
    public long Decisions { get; }

    /// <summary>The episodes of these decisions; a decision without an episode is one.</summary>
    public int Episodes { get; }

    /// <summary>The decisions that were left out because their probability is unknown.</summary>
    public long WithoutProbability { get; }

    /// <summary>The decisions that were left out because no other action could have been taken, though several were allowed.</summary>
    public long WithoutChance { get; }

    /// <summary>The decisions that were left out because a policy has no finite Q-values in a state of their episode.</summary>
    public long WithoutValue { get; }

    /// <summary>What was logged is worth, in the same units.</summary>
    public ValueEstimate Logged { get; }

    /// <summary>The policies, in the order in which they were given.</summary>
    public IReadOnlyList<PolicyEstimate> Policies { get; }

    /// <summary>Judges policies by a log.</summary>
    /// <param name="log">The episodes; those that a policy was learned from flatter it.</param>
    /// <param name="policies">The policies.</param>
    /// <param name="actionCount">The number of actions; 0 where decisions have candidates.</param>
    /// <param name="gamma">The discount factor γ, from 0 to 1.</param>
    /// <param name="model">
    /// Its Q-values are the model of the doubly robust estimate; null for importance sampling. It has learned from other episodes.
    /// </param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The estimates.</returns>
    /// <exception cref="ArgumentException">γ is out of its range, or a policy or the model does not fit the states or actions.</exception>
    /// <exception cref="InvalidDataException">A decision has another number of actions.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
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
                $"The model has {model.ActionCount} actions, and is to have {Math.Max(1, actionCount)}.", nameof(model));
        }

        EvaluationSums sums = new(policies, actionCount, gamma, model);
        await foreach (JoinedEpisode episode in log.WithCancellation(cancellationToken).ConfigureAwait(false))
            sums.Add(episode);
        return new(sums);
    }

    /// <summary>How much more a policy is worth than another one, from the same episodes.</summary>
    /// <param name="policy">The place of the one among <see cref="Policies"/>.</param>
    /// <param name="other">The place of the other one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such policy.</exception>
    public ValueEstimate Difference(int policy, int other)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(policy);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(policy, _sums.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(other);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(other, _sums.Length);
        return Ratio([.. _sums[policy].Zip(_sums[other], (one, two) => one - two)]);
    }

    /// <summary>How much more a policy is worth than what was logged, from the same episodes.</summary>
    /// <param name="policy">The place of the policy among <see cref="Policies"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such policy.</exception>
    public ValueEstimate DifferenceToLogged(int policy)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(policy);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(policy, _sums.Length);
        return Ratio([.. _sums[policy].Zip(_logged, (one, two) => one - two)]);
    }

    /// <summary>The estimates, a line each.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"logged",-20}{Logged}");
        foreach (PolicyEstimate policy in Policies)
            text.AppendLine(CultureInfo.InvariantCulture, $"{policy.Name,-20}{policy.Value}, support {100 * policy.Support:F1}%");
        return text.Append(CultureInfo.InvariantCulture, $"{Decisions} decisions in {Episodes} episodes").ToString();
    }

    // Rewards next to the end of the range of a double leave it.
    private ValueEstimate Ratio(double[] sums) => _sizes.Length < 2 || !sums.All(double.IsFinite)
        ? new(double.NaN, double.NaN, double.NaN)
        : ValueEstimate.OfRatio(sums, _sizes);
}
