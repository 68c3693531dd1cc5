using DeepQ.Learning.Diagnostics;

namespace DeepQ.Learning.Rollouts;

/// <summary>
/// The settings of learning from rollouts (PQN): steps of many environments are collected, learned from a few times, and dropped.
/// There is no replay and no target network.
/// </summary>
/// <remarks>
/// Gallici et al.: Simplifying Deep Temporal Difference Learning (2024), https://arxiv.org/abs/2407.04811. The targets are those of
/// <see cref="LambdaReturns"/>.
/// </remarks>
public sealed record RolloutOptions
{
    /// <summary>The number of steps T of each environment between trainings.</summary>
    /// <value>The default value is 64.</value>
    [Setting(Above = 0, StableBaselines3 = "PPO: n_steps")]
    public int Steps { get; init; } = 64;

    /// <summary>The number of minibatches that the transitions of a rollout are split into; it must divide their number.</summary>
    /// <value>The default value is 16.</value>
    [Setting(Above = 0)]
    public int Minibatches { get; init; } = 16;

    /// <summary>How often each transition of a rollout is learned from.</summary>
    /// <value>The default value is 4.</value>
    [Setting(Above = 0, StableBaselines3 = "PPO: n_epochs")]
    public int Epochs { get; init; } = 4;

    /// <summary>
    /// How far targets follow what was done, λ, in [0, 1]: 0 looks one step ahead, 1 as far as the rollout goes.
    /// </summary>
    /// <value>The default value is 0.95.</value>
    [Setting(Least = 0, Most = 1, StableBaselines3 = "PPO: gae_lambda")]
    public double Lambda { get; init; } = 0.95;

    /// <summary>The number of transitions of a rollout.</summary>
    /// <param name="environments">The number of environments, N.</param>
    /// <exception cref="ArgumentException">They are too many, or are not split evenly.</exception>
    internal int Transitions(int environments)
    {
        long count = (long)environments * Steps;
        if (count > Array.MaxLength)
        {
            throw new ArgumentException(
                $"A rollout of {environments} environments × {Steps} steps has {count} transitions, more than memory can number: " +
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

    /// <summary>The number of transitions of a minibatch.</summary>
    /// <inheritdoc cref="Transitions"/>
    internal int BatchSize(int environments) => Transitions(environments) / Minibatches;

    // The greatest that is no greater than the one asked for.
    private long Divisor(long count)
    {
        long divisor = Math.Min(Minibatches, count);
        while (count % divisor != 0)
            divisor--;
        return divisor;
    }
}
