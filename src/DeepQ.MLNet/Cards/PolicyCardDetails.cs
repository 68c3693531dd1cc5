using DeepQ.Learning;
using DeepQ.Learning.Data;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.OffPolicy;

namespace DeepQ.MLNet.Cards;

/// <summary>What a policy card tells beside what the policy file knows itself.</summary>
public sealed class PolicyCardDetails
{
    /// <summary>The name of the policy; null for that of its file.</summary>
    /// <value>The default value is null.</value>
    public string? Title { get; set; }

    /// <summary>What the policy is for, and what it is not for.</summary>
    /// <value>The default value is null.</value>
    public string? Purpose { get; set; }

    /// <summary>The settings that it was trained with; the card lists those that are not the default ones.</summary>
    /// <value>The default value is null.</value>
    public DqnOptions? Settings { get; set; }

    /// <summary>The seed of the context that it was trained in.</summary>
    /// <value>The default value is null.</value>
    public int? Seed { get; set; }

    /// <summary>Where the data come from.</summary>
    /// <value>The default value is null.</value>
    public string? DataSource { get; set; }

    /// <summary>What was found in the data: <see cref="DeepQTrainer.Inspect"/> gives it.</summary>
    /// <value>The default value is null.</value>
    public LoggedDataReport? Data { get; set; }

    /// <summary>What logged data say of the policy.</summary>
    /// <value>The default value is null.</value>
    public PolicyMetrics? Metrics { get; set; }

    /// <summary>The returns that it reached in an environment.</summary>
    /// <value>The default value is null.</value>
    public EvaluationResult? Evaluation { get; set; }

    /// <summary>What else was measured, beside the figures of <see cref="Metrics"/>.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<PolicyCardFigure> Figures { get; set; } = [];

    /// <summary>
    /// What its users should beware of, beside the warnings of <see cref="Data"/> and <see cref="Metrics"/>.
    /// </summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyList<string> Warnings { get; set; } = [];
}
