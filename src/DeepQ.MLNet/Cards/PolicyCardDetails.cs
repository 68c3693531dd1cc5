using DeepQ.Learning;
using DeepQ.Learning.Data;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.OffPolicy;

namespace DeepQ.MLNet.Cards;

/// <summary>The details of a policy card that are not in the policy file.</summary>
public sealed class PolicyCardDetails
{
    /// <summary>The name of the policy; null for that of its file.</summary>
    /// <value>The default value is null.</value>
    public string? Title { get; set; }

    /// <summary>The purposes for which the policy is and is not intended.</summary>
    /// <value>The default value is null.</value>
    public string? Purpose { get; set; }

    /// <summary>The settings of the training; the card lists those that differ from their defaults.</summary>
    /// <value>The default value is null.</value>
    public DqnOptions? Settings { get; set; }

    /// <summary>The seed of the context of the training.</summary>
    /// <value>The default value is null.</value>
    public int? Seed { get; set; }

    /// <summary>The origin of the data.</summary>
    /// <value>The default value is null.</value>
    public string? DataSource { get; set; }

    /// <summary>What was found in the data, from <see cref="DeepQTrainer.Inspect"/>.</summary>
    /// <value>The default value is null.</value>
    public LoggedDataReport? Data { get; set; }

    /// <summary>The evaluation of the policy on logged data.</summary>
    /// <value>The default value is null.</value>
    public PolicyMetrics? Metrics { get; set; }

    /// <summary>The returns of the policy in an environment.</summary>
    /// <value>The default value is null.</value>
    public EvaluationResult? Evaluation { get; set; }

    /// <summary>Other measurements, in addition to <see cref="Metrics"/>.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<PolicyCardFigure> Figures { get; set; } = [];

    /// <summary>
    /// Warnings for users, in addition to those of <see cref="Data"/> and <see cref="Metrics"/>.
    /// </summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Warnings { get; set; } = [];
}
