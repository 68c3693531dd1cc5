namespace DeepQ.Learning.Actions;

/// <summary>Holds what a part of one's own chose against what can be done.</summary>
internal static class ChosenAction
{
    /// <summary>Refuses an action that is not there, or not legal.</summary>
    /// <param name="chooser">What chose it.</param>
    /// <param name="action">The action.</param>
    /// <param name="count">The number of actions.</param>
    /// <param name="legal">True for each legal action; empty when all are.</param>
    /// <exception cref="InvalidOperationException">It cannot be taken.</exception>
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
