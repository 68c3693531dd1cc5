using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.OffPolicy;

namespace DeepQ.MLNet.Sweeps;

/// <summary>The settings of a sweep.</summary>
public sealed class SweepOptions
{
    /// <summary>How candidates are chosen.</summary>
    /// <value>The default value is <see cref="SweepSearch.Random"/>.</value>
    public SweepSearch Search { get; set; } = SweepSearch.Random;

    /// <summary>The number of candidates that random search draws; a grid has as many as it has points.</summary>
    /// <value>The default value is 20.</value>
    public int Candidates { get; set; } = 20;

    /// <summary>The points that a grid has in each range, its ends included.</summary>
    /// <value>The default value is 3.</value>
    public int GridPoints { get; set; } = 3;

    /// <summary>
    /// The rounds of successive halving: in the first all candidates train for a short time, in each further one the
    /// best of them for longer, in the last for the time that the settings say. 1 trains all candidates to the end.
    /// </summary>
    /// <value>The default value is 1.</value>
    public int Rounds { get; set; } = 1;

    /// <summary>
    /// From round to round, one of so many candidates goes on and trains so many times as long
    /// (Jamieson, Talwalkar: Non-stochastic Best Arm Identification and Hyperparameter Optimization, 2016).
    /// </summary>
    /// <value>The default value is 3.</value>
    public int Reduction { get; set; } = 3;

    /// <summary>The folder of the journal and the best model; made where it is missing.</summary>
    /// <value>The default value is <c>sweep</c>.</value>
    public string Folder { get; set; } = "sweep";

    /// <summary>Decides what is drawn: the candidates, and all that happens within a trial.</summary>
    /// <value>The default value is 0.</value>
    public ulong Seed { get; set; }

    /// <summary>
    /// The number of trainings of a trial, which differ by their seeds alone. The score is the mean of theirs: one training says
    /// little of its settings. The model is that of the training with the best score.
    /// </summary>
    /// <value>The default value is 1.</value>
    public int Seeds { get; set; } = 1;

    /// <summary>
    /// The number of trainings in an environment at a time, on a thread each; null for one a core. What comes out does not depend on
    /// it. Trainings on logged data follow each other.
    /// </summary>
    /// <value>The default value is null.</value>
    public int? AtOnce { get; set; }

    /// <summary>
    /// The score of a policy from what logged data say of it, greater is better; null for the lower end of the doubly
    /// robust estimate's interval, so that a lucky guess does not win.
    /// </summary>
    /// <value>The default value is null.</value>
    public Func<PolicyMetrics, double>? Score { get; set; }

    /// <summary>
    /// The part of the logged episodes that trials do not learn from, above 0 and below 1. One half of it judges each trial,
    /// the other half each trial that was the best so far: <see cref="SweepTrial.FreshScore"/> is what it says.
    /// </summary>
    /// <value>The default value is 0.3.</value>
    public double HeldOut { get; set; } = 0.3;

    /// <summary>How logged data judge a policy; null for the defaults.</summary>
    /// <value>The default value is null.</value>
    public OffPolicyOptions? Evaluation { get; set; }

    /// <summary>The number of episodes that judge a policy in an environment; the score is their mean return.</summary>
    /// <value>The default value is 100.</value>
    /// <remarks>
    /// The greatest of many scores is its luckiest. So a trial that is among the best three so far acts in as many fresh
    /// episodes, by which one of the three is chosen, and in as many again that choose nothing,
    /// <see cref="SweepTrial.FreshScore"/>: at most three times as many a trial, and rarely more than six trials have more
    /// than one.
    /// </remarks>
    public int EvaluationEpisodes { get; set; } = 100;

    /// <summary>Receives each trial when it is done, also those that the journal remembers.</summary>
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
