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
    internal virtual string? ProblemWith(DqnOptions options) => null;

    /// <summary>The settings to train with: those of the user, or a copy that the algorithm changed.</summary>
    internal virtual DqnOptions Adapt(DqnOptions options) => options;

    /// <summary>Whether what is learned are values, in the units of the rewards.</summary>
    internal virtual bool LearnsValues => true;

    /// <summary>The name of the algorithm, beside the targets and networks that the settings make.</summary>
    internal abstract string NameWith(DqnOptions options);
}
