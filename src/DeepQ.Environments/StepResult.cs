namespace DeepQ.Environments;

/// <summary>What one step of an environment brought.</summary>
/// <param name="Reward">The reward of the step.</param>
/// <param name="Terminated">
/// The episode reached a terminal state of the process: nothing follows, so its value is zero.
/// </param>
/// <param name="Truncated">
/// The episode was cut off from outside, by a time limit for instance: the state has a value, though no step follows.
/// </param>
public readonly record struct StepResult(double Reward, bool Terminated, bool Truncated)
{
    /// <summary>Whether the episode is over, either way.</summary>
    public bool Done => Terminated || Truncated;
}
