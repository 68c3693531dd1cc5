using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Offline;

/// <summary>How a policy is learned from logged transitions without an environment.</summary>
/// <remarks>
/// The maximum of Q-learning favors actions that were not logged and relies on whatever the network predicts for them;
/// no trial ever corrects it (Levine et al.: Offline Reinforcement Learning, 2020, section 4). The algorithms differ in
/// how they handle this.
/// </remarks>
public abstract record OfflineAlgorithm
{
    private protected OfflineAlgorithm()
    {
    }

    /// <summary>
    /// Describes what is wrong with these settings, or in combination with others; null if nothing is.
    /// </summary>
    internal virtual string? FindProblem(OfflineSettings options) => null;

    /// <summary>The algorithm to train with; the first one if several are compared.</summary>
    internal virtual OfflineAlgorithm First => this;

    /// <summary>The number of updates between copies to the target network; null for the settings' number.</summary>
    internal virtual int? TargetPeriod => null;

    /// <summary>
    /// Returns the algorithm with its weight of values against log-probabilities, if any, multiplied by a factor.
    /// </summary>
    internal virtual OfflineAlgorithm Weighted(float factor) => this;

    /// <summary>Creates the learner.</summary>
    internal abstract ILearner CreateLearner(LearnerContext context);

    /// <summary>Whether the outputs are values in the units of the rewards.</summary>
    internal virtual bool LearnsValues => true;

    /// <summary>Returns the name of the algorithm together with the configured targets and networks.</summary>
    internal abstract string DisplayName(OfflineSettings options);
}
