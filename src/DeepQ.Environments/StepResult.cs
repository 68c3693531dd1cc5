namespace DeepQ.Environments;

/// <summary>The result of one step of an environment.</summary>
/// <param name="Reward">The reward of the step.</param>
/// <param name="Terminated">
/// The episode reached a terminal state of the process: nothing follows, so the value of the state is zero.
/// </param>
/// <param name="Truncated">
/// The episode was cut off from outside, for example by a time limit: the state has a value although no step follows.
/// </param>
public readonly record struct StepResult(double Reward, bool Terminated, bool Truncated)
{
    /// <summary>Gets whether the episode is over, terminated or truncated.</summary>
    public bool Done => Terminated || Truncated;
}
