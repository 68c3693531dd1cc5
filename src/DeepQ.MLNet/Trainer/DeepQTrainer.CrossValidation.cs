using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Data;
using DeepQ.Learning.OffPolicy;
using DeepQ.MLNet.Data;
using DeepQ.MLNet.Trainer;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet;

public sealed partial class DeepQTrainer
{
    /// <summary>
    /// Learns from all folds but one, on which the policy is evaluated, for each fold in turn.
    /// </summary>
    internal IReadOnlyList<PolicyMetrics> CrossValidate(
        IDataView input,
        int folds,
        OffPolicyOptions options,
        Xoshiro256 random,
        CancellationToken cancellationToken)
    {
        using IChannel channel = _host.Start("Cross-validation");
        using LoggedData all = Read(input, _options.Featurizer?.Fit(input), channel, cancellationToken);
        LoggedEpisode[][] parts = LoggedDataParts.Shuffled(all, folds, random);
        List<PolicyMetrics> metrics = [];
        for (int fold = 0; fold < folds; fold++)
        {
            LoggedEpisode[] others = [.. parts.Where((_, part) => part != fold).SelectMany(part => part)];
            using LoggedData? anew = _options.Featurizer is { } featurizer
                ? Read(input, Fit(featurizer, input, others), channel, cancellationToken)
                : null;
            using LoggedData learned = LoggedDataParts.Of(anew ?? all, others);
            using LoggedData judging = LoggedDataParts.Of(anew ?? all, parts[fold]);
            using TrainingResult result = _trainer.Train(
                learned,
                initial: null,
                random.Fork(),
                new TrainingLog(channel, next: null),
                cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            metrics.Add(OffPolicyEvaluation.Run(
                judging,
                result.Network,
                options.Gamma ?? _options.Gamma,
                options,
                random.Fork(),
                cancellationToken));
            channel.Info(MessageSensitivity.None, "Fold {0} of {1}:\n{2}", fold + 1, folds, metrics[^1]);
        }

        return metrics;
    }

    // A featurizer must not learn from the evaluation episodes. The rows are the same in each pass, so episodes keep
    // their positions.
    private ITransformer Fit(
        IEstimator<ITransformer> featurizer, IDataView input, IEnumerable<LoggedEpisode> episodes)
    {
        DataViewSchema.Column? column = _options.EpisodeIdColumnName is { } name ? input.Schema.GetColumnOrNull(name) : null;
        return featurizer.Fit(new EpisodeRows(input, column, [.. episodes.Select(episode => episode.Id)]));
    }
}
