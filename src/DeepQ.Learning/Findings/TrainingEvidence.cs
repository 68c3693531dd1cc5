using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Findings;

/// <summary>The observations of a training that findings are derived from.</summary>
internal sealed record TrainingEvidence
{
    /// <summary>Gets whether the training learned from a log; a step then is an update.</summary>
    public bool LearnsFromLog { get; init; }

    /// <summary>The number of environment steps.</summary>
    public required long Steps { get; init; }

    /// <summary>The discount factor.</summary>
    public required double Gamma { get; init; }

    /// <summary>The episodes of training, in the order of their ends.</summary>
    public required IReadOnlyList<EpisodeReturn> Episodes { get; init; }

    /// <summary>The evaluations, in order.</summary>
    public required IReadOnlyList<EpisodeReturn> Evaluations { get; init; }

    /// <summary>The greatest number of steps of an episode, including those in progress.</summary>
    public required int LongestEpisode { get; init; }

    /// <summary>Mean results of updates, in order, each with the step at its end.</summary>
    public required IReadOnlyList<(long Step, UpdateResult Mean)> Updates { get; init; }

    /// <summary>The rewards and the ends of episodes.</summary>
    public required SeenRewards Rewards { get; init; }

    /// <summary>The probability of a random action at a step; null for another kind of exploration.</summary>
    public required Func<long, double>? Epsilon { get; init; }

    /// <summary>The number of transitions that the replay keeps per environment; null without a replay.</summary>
    public required int? ReplayCapacity { get; init; }

    /// <summary>Gets whether rewards are not normalized.</summary>
    public required bool HasRawRewards { get; init; }

    /// <summary>The error at which the loss changes from quadratic to linear; infinite if it does not.</summary>
    public required double LossThreshold { get; init; }

    /// <summary>The limit of the gradient norm.</summary>
    public required double MaxGradientNorm { get; init; }

    /// <summary>Gets whether Q-values are mean discounted returns, without terms that targets add to rewards.</summary>
    public required bool AreValuesReturns { get; init; }

    /// <summary>The share of hidden units that never fire; null if unknown.</summary>
    public required double? DormantShare { get; init; }
}
