using DeepQ.Learning.Findings;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Targets;
using DeepQ.Learning.Training;

namespace DeepQ.Learning;

public sealed partial class DqnAgent
{
    /// <summary>The mean results of the updates so far.</summary>
    internal IReadOnlyList<UpdateRecord> History => _history.Records;

    /// <summary>Collects the evidence for findings.</summary>
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

    private double? ShareOfDormantUnits()
    {
        using QNetwork network = CopyNetwork();
        return DormantProbe.ShareOf(network, _experience.Buffer);
    }
}
