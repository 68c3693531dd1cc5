using DeepQ.Learning.Diagnostics;

namespace DeepQ.Learning.Rollouts;

/// <summary>
/// The settings of learning from rollouts (PQN): steps of many environments are collected, learned from a few times,
/// and discarded, without a replay and a target network.
/// </summary>
/// <remarks>
/// Gallici et al.: Simplifying Deep Temporal Difference Learning (2024), https://arxiv.org/abs/2407.04811. The targets are those of
/// <see cref="LambdaReturns"/>.
/// </remarks>
public sealed record RolloutOptions
{
    /// <summary>The number of steps T of each environment between updates.</summary>
    /// <value>The default value is 64.</value>
    [Setting(Above = 0, StableBaselines3 = "PPO: n_steps")]
    public int Steps { get; init; } = 64;

    /// <summary>The number of minibatches per rollout; it must divide the number of transitions.</summary>
    /// <value>The default value is 16.</value>
    [Setting(Above = 0)]
    public int Minibatches { get; init; } = 16;

    /// <summary>The number of times that each transition of a rollout is learned from.</summary>
    /// <value>The default value is 4.</value>
    [Setting(Above = 0, StableBaselines3 = "PPO: n_epochs")]
    public int Epochs { get; init; } = 4;

    /// <summary>
    /// The trace decay λ of targets, in [0, 1]: 0 looks one step ahead, 1 to the end of the rollout.
    /// </summary>
    /// <value>The default value is 0.95.</value>
    [Setting(Least = 0, Most = 1, StableBaselines3 = "PPO: gae_lambda")]
    public double Lambda { get; init; } = 0.95;

    /// <summary>Returns the number of transitions of a rollout.</summary>
    /// <param name="environments">The number of environments, N.</param>
    /// <exception cref="ArgumentException">There are too many, or minibatches do not divide them.</exception>
    internal int Transitions(int environments)
    {
        long count = (long)environments * Steps;
        if (count > Array.MaxLength)
        {
            throw new ArgumentException(
                $"A rollout of {environments} environments × {Steps} steps has {count} transitions, more than can be indexed: " +
                "lower Rollout.Steps.");
        }

        if (count % Minibatches != 0)
        {
            throw new ArgumentException(
                $"A rollout of {environments} environments × {Steps} steps has {count} transitions, which {Minibatches} minibatches " +
                $"do not divide: set Rollout.Minibatches to {Divisor(count)}, or change Rollout.Steps or the number of environments.");
        }

        return (int)count;
    }

    /// <summary>Returns the number of transitions of a minibatch.</summary>
    /// <inheritdoc cref="Transitions"/>
    internal int BatchSize(int environments) => Transitions(environments) / Minibatches;

    // The greatest divisor that does not exceed the requested one.
    private long Divisor(long count)
    {
        long divisor = Math.Min(Minibatches, count);
        while (count % divisor != 0)
            divisor--;
        return divisor;
    }
}
