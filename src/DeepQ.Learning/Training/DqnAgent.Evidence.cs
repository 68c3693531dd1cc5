using DeepQ.Learning.Findings;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Targets;
using DeepQ.Learning.Training;

namespace DeepQ.Learning;

public sealed partial class DqnAgent
{
    private const int ProbedStates = 256;

    /// <summary>Means of the updates so far.</summary>
    internal IReadOnlyList<UpdateRecord> History => _history.Records;

    /// <summary>What findings are made of.</summary>
    internal TrainingEvidence ToEvidence(IReadOnlyList<EvaluationRecord> evaluations) => new()
    {
        Steps = Step,
        Gamma = _options.Gamma,
        Episodes = [.. Episodes.Select(episode => new EpisodeReturn(episode.Step, episode.Return))],
        Evaluations = [.. evaluations.Select(one => new EpisodeReturn(
            one.Step, one.Result.MeanReturn, one.Result.StandardDeviation / Math.Sqrt(one.Result.Returns.Count)))],
        LongestEpisode = _episodes.Longest,
        Updates = [.. _history.Records.Select(update => (update.Step, update.Result))],
        Rewards = _rewards,
        Epsilon = _options.CreateExploration is null ? _options.EpsilonAt : null,
        ReplayCapacity = _rollout is null ? _experience.Buffer.FirstPermanentSlot / _actions.Length : null,
        HasRawRewards = !_learner.Units.DividesRewards && _options.Network.Distribution.Histogram is null,
        LossThreshold = _options.Loss.WithThreshold(_options.HuberThreshold) is Losses.HuberLoss { Threshold: { } threshold }
            ? threshold
            : double.PositiveInfinity,
        MaxGradientNorm = _options.MaxGradientNorm,
        AreValuesReturns = _options.Target is MaxTarget or DoubleTarget,
        DormantShare = ShareOfDormantUnits(),
    };

    // In states of the whole replay.
    private double? ShareOfDormantUnits()
    {
        ReplayBuffer seen = _experience.Buffer;
        int count = Math.Min(seen.Count, ProbedStates);
        if (count == 0)
            return null;
        TransitionBatch rows = seen.NewBatch(count);
        for (int i = 0; i < count; i++)
            rows.Slots[i] = seen.SlotOf((int)((long)i * seen.Count / count));
        seen.Read(rows, gamma: 1, steps: 1);
        using QNetwork network = CopyNetwork();
        return network.ShareOfDormantUnits(rows.States, threshold: 0);
    }
}
