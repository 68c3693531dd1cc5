using DeepQ.Learning.Findings;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Training;

internal sealed partial class OfflineTraining
{
    private const int ProbedStates = 256;
    // Before it has learned, or in a few states, half of the rectified units never fire in any network.
    private const int LeastStates = 64;
    private const int LeastUpdates = 100;

    // What a log says of exploration and of episodes is said of the log itself.
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
        DormantShare = ShareOfDormantUnits(network),
    };

    private SeenRewards LoggedRewards()
    {
        SeenRewards rewards = new();
        for (int slot = 0; slot < transitions.Count; slot++)
            rewards.Notice(transitions.RewardAt(slot), transitions.TerminatedAt(slot), truncated: !transitions.IsFollowed(slot));
        return rewards;
    }

    private double? ShareOfDormantUnits(QNetwork network)
    {
        if (transitions.Count < LeastStates || Updates < LeastUpdates)
            return null;
        int count = Math.Min(transitions.Count, ProbedStates);
        TransitionBatch rows = transitions.NewBatch(count);
        for (int i = 0; i < count; i++)
            rows.Slots[i] = transitions.SlotOf((int)((long)i * transitions.Count / count));
        transitions.Read(rows, gamma: 1, steps: 1);
        return QNetwork.ShareOfDormant(network.FindUnits(rows.StateRows), threshold: 0);
    }
}
