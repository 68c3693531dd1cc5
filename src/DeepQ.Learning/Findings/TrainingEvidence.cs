using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Findings;

/// <summary>What findings are made of: what a training saw.</summary>
internal sealed record TrainingEvidence
{
    /// <summary>Whether it learned from a log: then a step is an update.</summary>
    public bool LearnsFromLog { get; init; }

    /// <summary>The number of environment steps.</summary>
    public required long Steps { get; init; }

    /// <summary>The discount factor.</summary>
    public required double Gamma { get; init; }

    /// <summary>The episodes of training, in the order of their ends.</summary>
    public required IReadOnlyList<EpisodeReturn> Episodes { get; init; }

    /// <summary>The evaluations, in order.</summary>
    public required IReadOnlyList<EpisodeReturn> Evaluations { get; init; }

    /// <summary>The greatest number of steps of an episode, those in progress included.</summary>
    public required int LongestEpisode { get; init; }

    /// <summary>Means of updates, in order, each with the step at its end.</summary>
    public required IReadOnlyList<(long Step, UpdateResult Mean)> Updates { get; init; }

    /// <summary>The rewards and ends.</summary>
    public required SeenRewards Rewards { get; init; }

    /// <summary>The probability of a random action at a step; null where actions are explored otherwise.</summary>
    public required Func<long, double>? Epsilon { get; init; }

    /// <summary>The number of transitions that the replay keeps of an environment; null where there is no replay.</summary>
    public required int? ReplayCapacity { get; init; }

    /// <summary>Whether rewards are learned as they are.</summary>
    public required bool HasRawRewards { get; init; }

    /// <summary>Where the loss turns from a square into a line; infinite where it does not.</summary>
    public required double LossThreshold { get; init; }

    /// <summary>The greatest norm of a gradient.</summary>
    public required double MaxGradientNorm { get; init; }

    /// <summary>Whether Q-values are means of discounted returns, and of nothing that targets add to rewards.</summary>
    public required bool AreValuesReturns { get; init; }

    /// <summary>The share of hidden units that never fire; null where that is not known.</summary>
    public required double? DormantShare { get; init; }
}
