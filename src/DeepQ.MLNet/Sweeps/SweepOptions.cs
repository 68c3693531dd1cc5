using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.OffPolicy;

namespace DeepQ.MLNet.Sweeps;

/// <summary>The settings of a sweep.</summary>
public sealed class SweepOptions
{
    /// <summary>The way to choose candidates.</summary>
    /// <value>The default value is <see cref="SweepSearch.Random"/>.</value>
    public SweepSearch Search { get; set; } = SweepSearch.Random;

    /// <summary>The number of candidates of a random search; a grid has as many as points.</summary>
    /// <value>The default value is 20.</value>
    public int Candidates { get; set; } = 20;

    /// <summary>The number of points of a grid in each range, including its ends.</summary>
    /// <value>The default value is 3.</value>
    public int GridPoints { get; set; } = 3;

    /// <summary>
    /// The rounds of successive halving: in the first, all candidates train for a short time; in each further one, the
    /// best of them train longer; in the last, for the configured time. 1 trains all candidates to the end.
    /// </summary>
    /// <value>The default value is 1.</value>
    public int Rounds { get; set; } = 1;

    /// <summary>
    /// The factor of successive halving: from round to round, one of this many candidates continues and trains this
    /// many times as long (Jamieson, Talwalkar: Non-stochastic Best Arm Identification and Hyperparameter Optimization,
    /// 2016).
    /// </summary>
    /// <value>The default value is 3.</value>
    public int Reduction { get; set; } = 3;

    /// <summary>The folder of the journal and the best model; created if missing.</summary>
    /// <value>The default value is <c>sweep</c>.</value>
    public string Folder { get; set; } = "sweep";

    /// <summary>The seed of the candidates and of everything random within a trial.</summary>
    /// <value>The default value is 0.</value>
    public ulong Seed { get; set; }

    /// <summary>
    /// The number of trainings per trial, which differ only by their seeds. The score is the mean of theirs: a single
    /// training says little about its settings. The model is that of the training with the best score.
    /// </summary>
    /// <value>The default value is 1.</value>
    public int Seeds { get; set; } = 1;

    /// <summary>
    /// The number of simultaneous trainings in an environment, with one thread each; null for one per core. Results do
    /// not depend on it. Trainings on logged data run one after another.
    /// </summary>
    /// <value>The default value is null.</value>
    public int? AtOnce { get; set; }

    /// <summary>
    /// The score of a policy from its evaluation on logged data, greater is better; null for the lower end of the
    /// interval of the doubly robust estimate, so that a lucky guess does not win.
    /// </summary>
    /// <value>The default value is null.</value>
    public Func<PolicyMetrics, double>? Score { get; set; }

    /// <summary>
    /// The share of logged episodes that trials do not learn from, above 0 and below 1. One half of it scores each
    /// trial. The other half evaluates each trial that is the best so far; the result is
    /// <see cref="SweepTrial.FreshScore"/>.
    /// </summary>
    /// <value>The default value is 0.3.</value>
    public double HeldOut { get; set; } = 0.3;

    /// <summary>The options of the evaluation on logged data; null for the defaults.</summary>
    /// <value>The default value is null.</value>
    public OffPolicyOptions? Evaluation { get; set; }

    /// <summary>The number of evaluation episodes in an environment; the score is their mean return.</summary>
    /// <value>The default value is 100.</value>
    /// <remarks>
    /// The greatest of many scores is the luckiest. So a trial among the best three so far acts in the same number of
    /// new episodes, by which one of the three is selected, and in the same number again without any selection,
    /// <see cref="SweepTrial.FreshScore"/>: at most three times as many per trial, and rarely more than six trials need
    /// more than the first.
    /// </remarks>
    public int EvaluationEpisodes { get; set; } = 100;

    /// <summary>Receives each trial when it is completed, including those read from the journal.</summary>
    /// <value>The default value is null.</value>
    public IProgress<SweepTrial>? Progress { get; set; }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">Some settings are out of range; the message names each.</exception>
    public void Validate()
    {
        SettingsCheck check = new();
        check.Require(Candidates > 0, "be positive", Candidates);
        check.Require(GridPoints > 0, "be positive", GridPoints);
        check.Require(Rounds > 0, "be positive", Rounds);
        check.Require(Reduction > 1, "be at least 2", Reduction);
        check.Require(Seeds > 0, "be positive", Seeds);
        check.Require(AtOnce is null or > 0, "be positive", AtOnce);
        check.Require(!string.IsNullOrWhiteSpace(Folder), "name a folder", Folder);
        check.Require(HeldOut is > 0 and < 1, "be above 0 and below 1", HeldOut);
        check.Require(EvaluationEpisodes > 0, "be positive", EvaluationEpisodes);
        check.ThrowIfAnyFailed();
    }
}
