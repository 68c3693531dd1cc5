using System.Globalization;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Data;
using DeepQ.Learning.Findings;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Training;
using DeepQ.Onnx.Policies;

namespace DeepQ.Learning;

/// <summary>A trained Q-network and the record of its training. Owns its networks.</summary>
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
    /// The best network of the final evaluation or of a validation; the last one without these.
    /// </summary>
    public QNetwork Network { get; }

    /// <summary>
    /// The network at the end of training: the average of <see cref="DqnOptions.WeightAveraging"/> if there is one.
    /// </summary>
    public QNetwork LastNetwork { get; }

    /// <summary>The observation space of the network.</summary>
    public required BoxSpace ObservationSpace { get; init; }

    /// <summary>
    /// The inputs of an exported policy, and how the environment's wrappers transform them for the network; null after
    /// learning from logged data, whose states are used unchanged.
    /// </summary>
    public RawObservations? RawObservations { get; init; }

    /// <summary>The action space.</summary>
    public required DiscreteSpace ActionSpace { get; init; }

    /// <summary>The discount factor γ of the training.</summary>
    public required double Gamma { get; init; }

    /// <summary>The name of the algorithm, such as <c>DQN</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The reason why training ended.</summary>
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
    /// The evaluation during training with the greatest mean return; null if there was none. It is the luckiest of all
    /// and biased upward: the result of <see cref="Network"/> is in <see cref="FinalEvaluation"/>.
    /// </summary>
    public EvaluationRecord? BestEvaluation { get; init; }

    /// <summary>
    /// The result of <see cref="Network"/> in new episodes that did not select it, with the number of steps that it had
    /// learned from; null if nothing was evaluated, or training was canceled or out of time before.
    /// </summary>
    public EvaluationRecord? FinalEvaluation { get; init; }

    /// <summary>The settings of the training, as text; null after a custom loop.</summary>
    public TrainingSettings? Settings { get; init; }

    /// <summary>
    /// Diagnoses of the training for the user, such as that exploration ended before anything was learned, or that
    /// evaluations fluctuate; empty if nothing was found, and after learning from logged data. Observers receive each
    /// as a warning.
    /// </summary>
    public IReadOnlyList<Finding> Diagnosis { get; init; } = [];

    /// <summary>
    /// Results of the updates, in order: at most a thousand means of consecutive ones, each with the step and the time
    /// at its end.
    /// </summary>
    public IReadOnlyList<UpdateRecord> History { get; init; } = [];

    /// <summary>What was found in the table; null after learning in an environment.</summary>
    public LoggedDataReport? Data { get; internal set; }

    /// <summary>
    /// The normalization of states and rewards that makes their units irrelevant; null for none. The network still
    /// takes and returns the units of the table or the environment.
    /// </summary>
    public string? Normalization { get; internal set; }

    /// <summary>The values of the network on held-out logged episodes, in order.</summary>
    public IReadOnlyList<ValidationRecord> Validations { get; init; } = [];

    /// <summary>
    /// The greatest value of <see cref="Validations"/>, which selected <see cref="Network"/>; null if there was no
    /// valid one. It is the luckiest of all and biased upward: the value of the network is in
    /// <see cref="FinalValidation"/>.
    /// </summary>
    public ValidationRecord? BestValidation { get; init; }

    /// <summary>
    /// The value of <see cref="Network"/> on held-out episodes that did not select it; null if it was not estimated, or
    /// training was canceled or out of time before.
    /// </summary>
    public ValidationRecord? FinalValidation { get; init; }

    /// <summary>
    /// The evaluations, on the log, of the policies from which <see cref="SelectedAlgorithm"/> selected
    /// <see cref="Network"/>, and of the logged policy; empty if nothing was compared.
    /// </summary>
    public IReadOnlyList<AlgorithmCandidate> Candidates { get; internal set; } = [];

    /// <summary>Formats the algorithm, the amount of training and the result in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Algorithm}, {Steps} environment steps, {Updates} updates, {StopReason}") +
        (FinalEvaluation is { } final ? $"; {final.Result}" : BestEvaluation is { } best ? $"; at best {best.Result}" : "");

    /// <summary>Describes an exported policy.</summary>
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

    /// <summary>Disposes the networks.</summary>
    public void Dispose()
    {
        Network.Dispose();
        LastNetwork.Dispose();
    }

    // The inputs of an exported policy.
    private BoxSpace Exported => RawObservations?.Space ?? ObservationSpace;

    // The bounds of an image are the same for every pixel; those of each hashed word would be more text than a file may
    // have.
    private IReadOnlyList<float> InShort(IReadOnlyList<float> bounds, Func<IReadOnlyList<float>, float> widest) =>
        bounds.Count > MostBounds || (Exported.Low.Distinct().Count() == 1 && Exported.High.Distinct().Count() == 1)
            ? [widest(bounds)]
            : bounds;
}
