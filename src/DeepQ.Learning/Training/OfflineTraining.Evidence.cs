using DeepQ.Learning.Findings;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Training;

internal sealed partial class OfflineTraining
{
    // In a few states, or before learning, half of the rectified units of any network never fire.
    private const int LeastStates = 64;
    private const int LeastUpdates = 100;

    // Findings about exploration and episodes would concern the log itself.
    private TrainingEvidence ToEvidence(QNetwork network) => new()
    {
        LearnsFromLog = true,
        Steps = 0,
        Gamma = Options.Gamma,
        Episodes = [],
        Evaluations = [],
        LongestEpisode = 0,
        Updates = [.. _history.Records.Select(update => (update.Update, update.Result))],
        Rewards = LoggedRewards(),
        Epsilon = null,
        ReplayCapacity = null,
        HasRawRewards = false,
        LossThreshold = double.PositiveInfinity,
        MaxGradientNorm = Options.MaxGradientNorm,
        AreValuesReturns = Options.OfflineAlgorithm.LearnsValues && Options.Target is MaxTarget or DoubleTarget,
        DormantShare = transitions.Count < LeastStates || Updates < LeastUpdates ? null : DormantProbe.ShareOf(network, transitions),
    };

    private SeenRewards LoggedRewards()
    {
        SeenRewards rewards = new();
        for (int slot = 0; slot < transitions.Count; slot++)
            rewards.Notice(transitions.RewardAt(slot), transitions.TerminatedAt(slot), truncated: !transitions.IsFollowed(slot));
        return rewards;
    }
}
