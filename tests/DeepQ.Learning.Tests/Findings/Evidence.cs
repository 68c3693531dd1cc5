using DeepQ.Learning.Findings;

namespace DeepQ.Learning.Tests.Findings;

internal static class Evidence
{
    /// <summary>What a training of a thousand steps saw in which nothing else is amiss.</summary>
    public static TrainingEvidence Of(SeenRewards rewards) => new()
    {
        Steps = 1_000,
        Gamma = 0.99,
        Episodes = [],
        Evaluations = [],
        LongestEpisode = 10,
        Updates = [],
        Rewards = rewards,
        Epsilon = null,
        ReplayCapacity = null,
        HasRawRewards = false,
        LossThreshold = double.PositiveInfinity,
        MaxGradientNorm = 10,
        AreValuesReturns = true,
        DormantShare = null,
    };
}
