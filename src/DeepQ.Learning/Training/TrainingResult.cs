using System.Globalization;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Data;
using DeepQ.Learning.Findings;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Training;
using DeepQ.Onnx.Policies;

namespace DeepQ.Learning;

/// <summary>A trained Q-network and how it came about. Owns its networks.</summary>
public sealed class TrainingResult : IDisposable
{
    private const int MostBounds = 4_096;
    internal TrainingResult(QNetwork network, QNetwork? lastNetwork = null)
    {
        Network = network;
        LastNetwork = lastNetwork ?? network;
        Network.eval();
        LastNetwork.eval();
    }

    /// <summary>
    /// The network that did best in the final evaluation, or in a validation, or, where none was made, the last one.
    /// </summary>
    public QNetwork Network { get; }

    /// <summary>The network as it was when training ended: the average of <see cref="DqnOptions.WeightAveraging"/>, where there is one.</summary>
    public QNetwork LastNetwork { get; }

    /// <summary>The observations that the network takes.</summary>
    public required BoxSpace ObservationSpace { get; init; }

    /// <summary>
    /// What an exported policy takes, and what the environment's wrappers make of it before the network sees it; null after
    /// learning from logged data, whose states are as they are.
    /// </summary>
    public RawObservations? RawObservations { get; init; }

    /// <summary>The actions that it values.</summary>
    public required DiscreteSpace ActionSpace { get; init; }

    /// <summary>The discount factor γ that it was trained with.</summary>
    public required double Gamma { get; init; }

    /// <summary>The name of the algorithm, such as <c>DQN</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Why training ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>The number of environment steps taken; zero when learning from logged transitions.</summary>
    public required long Steps { get; init; }

    /// <summary>The number of updates made.</summary>
    public required long Updates { get; init; }

    /// <summary>The time that training took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The episodes of training, in the order of their ends.</summary>
    public IReadOnlyList<EpisodeRecord> Episodes { get; init; } = [];

    /// <summary>The evaluations during training, in order.</summary>
    public IReadOnlyList<EvaluationRecord> Evaluations { get; init; } = [];

    /// <summary>
    /// The evaluation during training with the greatest mean return; null where none was made. It is the luckiest of all:
    /// what <see cref="Network"/> brings is in <see cref="FinalEvaluation"/>.
    /// </summary>
    public EvaluationRecord? BestEvaluation { get; init; }

    /// <summary>
    /// What <see cref="Network"/> brought in fresh episodes that had no part in choosing it, with the number of steps that
    /// it had learned from; null where nothing was evaluated, or training was canceled or out of time before.
    /// </summary>
    public EvaluationRecord? FinalEvaluation { get; init; }

    /// <summary>What the training was started with, as text; null where a loop of one's own trained.</summary>
    public TrainingSettings? Settings { get; init; }

    /// <summary>
    /// What a person should know of the training, such as that exploration ended before anything was learned, or that evaluations
    /// swing; empty where nothing was found, and after learning from logged data. Observers are warned of each.
    /// </summary>
    public IReadOnlyList<Finding> Diagnosis { get; init; } = [];

    /// <summary>
    /// What the updates saw, in order: means of as many in a row as make a thousand of them at most, each with the step and the time
    /// at its end.
    /// </summary>
    public IReadOnlyList<UpdateRecord> History { get; init; } = [];

    /// <summary>What was found in the table that was learned from; null after learning in an environment.</summary>
    public LoggedDataReport? Data { get; internal set; }

    /// <summary>
    /// What was done to states and rewards so that their units do not matter; null for nothing. The network takes and gives the
    /// units of the table or the environment all the same.
    /// </summary>
    public string? Normalization { get; internal set; }

    /// <summary>What the network was worth on logged episodes that were held back, in order.</summary>
    public IReadOnlyList<ValidationRecord> Validations { get; init; } = [];

    /// <summary>
    /// The greatest value of <see cref="Validations"/>, which chose <see cref="Network"/>; null where none counted. It is
    /// the luckiest of all: what the network is worth is in <see cref="FinalValidation"/>.
    /// </summary>
    public ValidationRecord? BestValidation { get; init; }

    /// <summary>
    /// What <see cref="Network"/> is worth on held-back episodes that had no part in choosing it; null where none was
    /// estimated, or training was canceled or out of time before.
    /// </summary>
    public ValidationRecord? FinalValidation { get; init; }

    /// <summary>
    /// What the log said of the policies that <see cref="SelectedAlgorithm"/> chose <see cref="Network"/> from, and of the logged
    /// one; empty where nothing was compared.
    /// </summary>
    public IReadOnlyList<AlgorithmCandidate> Candidates { get; internal set; } = [];

    /// <summary>What was learned, from how much, and what it brought, in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Algorithm}, {Steps} environment steps, {Updates} updates, {StopReason}") +
        (FinalEvaluation is { } final ? $"; {final.Result}" : BestEvaluation is { } best ? $"; at best {best.Result}" : "");

    /// <summary>What an exported policy says of itself.</summary>
    /// <param name="observationName">The name of the observation, and of the graph's input.</param>
    public PolicyMetadata Describe(string observationName = "State")
    {
        SortedDictionary<string, string> training = new(StringComparer.Ordinal)
        {
            ["environment_steps"] = Steps.ToString(CultureInfo.InvariantCulture),
            ["updates"] = Updates.ToString(CultureInfo.InvariantCulture),
            ["seconds"] = Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture),
            ["stop_reason"] = StopReason.ToString(),
        };
        if (Normalization is not null)
            training["normalization"] = Normalization;
        if (Candidates.Count > 0)
            training["chosen_from"] = string.Join("; ", Candidates);
        if (FinalEvaluation is { } final)
        {
            training["return"] = final.Result.MeanReturn.ToString("R", CultureInfo.InvariantCulture);
            training["return_episodes"] = final.Result.Returns.Count.ToString(CultureInfo.InvariantCulture);
            if (final.Result.CutOff > 0)
                training["return_cut_off"] = final.Result.CutOff.ToString(CultureInfo.InvariantCulture);
            training["return_step"] = final.Step.ToString(CultureInfo.InvariantCulture);
        }
        else if (BestEvaluation is { } best)
        {
            training["best_return"] = best.Result.MeanReturn.ToString("R", CultureInfo.InvariantCulture);
            training["best_return_step"] = best.Step.ToString(CultureInfo.InvariantCulture);
        }

        return new PolicyMetadata
        {
            ObservationName = observationName,
            ObservationShape = Exported.Shape,
            ObservationLow = InShort(Exported.Low, bounds => bounds.Min()),
            ObservationHigh = InShort(Exported.High, bounds => bounds.Max()),
            ActionNames = ActionSpace.Names,
            Gamma = Gamma,
            Algorithm = Algorithm,
            Training = training,
        };
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose()
    {
        Network.Dispose();
        LastNetwork.Dispose();
    }

    // What an exported policy takes.
    private BoxSpace Exported => RawObservations?.Space ?? ObservationSpace;

    // The bounds of an image are the same at each of its pixels; those of each word that was hashed are more text than a file may have.
    private IReadOnlyList<float> InShort(IReadOnlyList<float> bounds, Func<IReadOnlyList<float>, float> widest) =>
        bounds.Count > MostBounds || (Exported.Low.Distinct().Count() == 1 && Exported.High.Distinct().Count() == 1)
            ? [widest(bounds)]
            : bounds;
}
