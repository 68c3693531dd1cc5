using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Offline;

/// <summary>How a policy is learned from transitions that were logged, with no environment to try it in.</summary>
/// <remarks>
/// The maximum of Q-learning looks for actions that nobody logged, and believes whatever the network says of them; no
/// trial ever puts it right (Levine et al.: Offline Reinforcement Learning, 2020, section 4). The algorithms differ in
/// what they do about that.
/// </remarks>
public abstract record OfflineAlgorithm
{
    private protected OfflineAlgorithm()
    {
    }

    /// <summary>What is wrong with these settings, or with others beside them; null when nothing is.</summary>
    internal virtual string? FindProblem(OfflineSettings options) => null;

    /// <summary>The algorithm that is trained with, or, where several are compared, the first of them.</summary>
    internal virtual OfflineAlgorithm First => this;

    /// <summary>The number of updates after which the target network is copied; null for what the settings say.</summary>
    internal virtual int? TargetPeriod => null;

    /// <summary>The same where a weight of values against log-probabilities has to be multiplied by a factor.</summary>
    internal virtual OfflineAlgorithm Weighted(float factor) => this;

    /// <summary>Creates what learns.</summary>
    internal abstract ILearner CreateLearner(LearnerContext context);

    /// <summary>Whether what is learned are values, in the units of the rewards.</summary>
    internal virtual bool LearnsValues => true;

    /// <summary>The name of the algorithm, beside the targets and networks that the settings make.</summary>
    internal abstract string DisplayName(OfflineSettings options);
}
