using System.Globalization;
using DeepQ.Decisions.Gating;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.MLNet.Training;
using DeepQ.Decisions.Policies;
using DeepQ.Decisions.Storage;
using DeepQ.Learning;
using DeepQ.Learning.Offline;
using DeepQ.MLNet;
using DeepQ.MLNet.Cards;
using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Graphs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML;

namespace DeepQ.Decisions.MLNet;

/// <summary>Learns a policy from the log of decisions, exports it, and proposes it to the gate.</summary>
/// <remarks>Only one call at a time; decisions, the log and the registry may be used meanwhile.</remarks>
public sealed class DecisionTrainer
{
    private readonly DecisionOptions _decisions;
    private readonly DecisionTrainerOptions _options;
    private readonly IDecisionStore _store;
    private readonly PolicyRegistry _registry;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Creates a trainer.</summary>
    /// <param name="decisions">The options of the decisions.</param>
    /// <param name="store">The log.</param>
    /// <param name="registry">The versions.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="time">The clock of the decisions; null for the system clock.</param>
    /// <param name="logger">Receives the outcome of candidates; null for no log.</param>
    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    public DecisionTrainer(
        DecisionOptions decisions,
        IDecisionStore store,
        PolicyRegistry registry,
        DecisionTrainerOptions? options = null,
        TimeProvider? time = null,
        ILogger<DecisionTrainer>? logger = null)
    {
        _options = options ?? new();
        _options.Check();
        (_time, _logger) = (time ?? TimeProvider.System, logger ?? NullLogger<DecisionTrainer>.Instance);
        Gate = new(decisions, store, registry, _options.Gate, _time);
        (_decisions, _store, _registry) = (decisions, store, registry);
    }

    /// <summary>The gate that evaluates the candidates and watches the versions that decide.</summary>
    public PromotionGate Gate { get; }

    /// <summary>
    /// Learns from the episodes that are not held back, exports and verifies the policy, and proposes it to the gate,
    /// which evaluates it on the others.
    /// </summary>
    /// <param name="progress">Receives the progress of the training; null if not needed.</param>
    /// <param name="cancellationToken">Cancels; no version is added then.</param>
    /// <returns>The outcome.</returns>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    /// <exception cref="InvalidDataException">A decision has a state or actions that do not fit the options.</exception>
    /// <exception cref="TrainingDivergedException">The loss became infinite or not a number.</exception>
    /// <exception cref="IOException">The registry or a temporary file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The training was canceled.</exception>
    public async Task<DecisionTraining> TrainAsync(
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        DateTimeOffset now = _time.GetUtcNow();
        JoinedLog log = new(_store, now, Gate.Options.Join, now - Gate.Options.Window);
        LearnedPart part = await LearnedPart.OfAsync(log, IsLearnedFrom, cancellationToken).ConfigureAwait(false);
        if (part.Decisions < _options.LeastDecisions)
        {
            DecisionTraining tooFew = new(part.Decisions, null, string.Create(
                CultureInfo.InvariantCulture,
                $"Nothing was learned: {part.Decisions} decisions to learn from are fewer than {_options.LeastDecisions}. The log has "
                + $"{log.Counts.Decisions} decisions, of which {log.Counts.Waiting} still wait for rewards or ends."));
            TrainingLogger.NothingLearned(_logger, tooFew.Reason);
            return tooFew;
        }

        IDataView table = _decisions.CandidateFeatures > 0
            ? new CandidateTable(log, _decisions.StateSize, _decisions.CandidateFeatures, IsLearnedFrom)
            : new DecisionTable(log, _decisions.StateSize, _decisions.ActionNames, IsLearnedFrom, hasEpisodes: Gate.Options.Gamma > 0);
        (byte[] model, VersionCard card) = await Task.Run(() => Learn(table, part, progress, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        if (_registry.VersionInUse is { } inUse && IsSame(model, File.ReadAllBytes(Path.Combine(inUse.Folder, "policy.onnx"))))
            return new(part.Decisions, null, $"The learned policy equals the version in use, '{inUse.Name}', weight for weight.");
        Proposal proposal = await Gate.ProposeAsync(model, card, Why(part), cancellationToken).ConfigureAwait(false);
        TrainingLogger.Proposed(_logger, proposal.Version.Name, proposal.Action.ToString(), proposal.Reason);
        return new(part.Decisions, proposal, proposal.Reason);

        bool IsLearnedFrom(JoinedEpisode episode) => Gate.Options.IsLearnedFrom(episode, now);
    }

    // Two files of the same training differ in its duration.
    private static bool IsSame(byte[] model, byte[] other)
    {
        const string Seconds = $"{PolicyProperties.TrainingPrefix}seconds";
        return OnnxProperties.Set(model, Seconds, "").AsSpan().SequenceEqual(OnnxProperties.Set(other, Seconds, ""));
    }

    private static string Why(LearnedPart part) => string.Create(
        CultureInfo.InvariantCulture, $"Learned from {part.Decisions} decisions from {part.First:u} to {part.Last:u}.");

    private (byte[] Model, VersionCard Card) Learn(
        IDataView table, LearnedPart part, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        MLContext context = new(_options.Seed);
        DeepQTrainer.Options settings = Settings(part);
        DeepQTrainer trainer = context.ReinforcementLearning.Trainers.DeepQ(settings);
        using TrainingResult training = table is CandidateTable candidates
            ? CandidateRounds.Run(trainer, candidates, Gate.Options.Gamma, _options.RoundsFor(Gate.Options.Gamma), progress, cancellationToken)
            : trainer.Train(table, progress, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("deepq-");
        try
        {
            string path = Path.Combine(folder.FullName, "policy.onnx");
            context.ReinforcementLearning.ExportToOnnx(training, path);
            context.ReinforcementLearning.WriteCard(path, new PolicyCardDetails
            {
                Title = "Learned from decisions",
                DataSource = Why(part),
                Settings = settings,
                Seed = _options.Seed,
                Warnings = [.. training.Diagnosis.Select(finding => $"{finding}")],
            });
            return (
                File.ReadAllBytes(path),
                new(File.ReadAllText(Path.ChangeExtension(path, ".card.json")), File.ReadAllText(Path.ChangeExtension(path, ".card.md"))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private DeepQTrainer.Options Settings(LearnedPart part)
    {
        DeepQTrainer.Options settings = new() { Gamma = Gate.Options.Gamma };
        if (settings.Gamma == 0 || _decisions.CandidateFeatures > 0)
            settings.OfflineAlgorithm = new DeepQLearning();
        if (_decisions.CandidateFeatures > 0)
            settings.ActionNames = [CandidateTable.ActionName];
        if (!part.HasProbabilities)
            settings.PropensityColumnName = null;
        _options.Configure?.Invoke(settings);
        return settings;
    }
}
