namespace DeepQ.Learning.Actions;

/// <summary>Checks the actions that custom policies choose.</summary>
internal static class ChosenAction
{
    /// <summary>Refuses an action that does not exist or is not legal.</summary>
    /// <param name="chooser">The object that chose the action.</param>
    /// <param name="action">The action.</param>
    /// <param name="count">The number of actions.</param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <exception cref="InvalidOperationException">The action cannot be taken.</exception>
    public static void Require(object chooser, int action, int count, ReadOnlySpan<bool> legal)
    {
        bool isThere = action >= 0 && action < count;
        if (isThere && (legal.IsEmpty || legal[action]))
            return;
        throw new InvalidOperationException(
            $"{chooser.GetType().Name} chose the action {action}, which is not " +
            (isThere ? "legal in the state." : $"one of {count}."));
    }
}
