namespace DeepQ.Learning.Replay;

/// <summary>Transitions that a replay never drops.</summary>
/// <param name="Transitions">The transitions, which are copied.</param>
/// <param name="Share">The part of each batch that is drawn from them; nothing where priorities decide.</param>
/// <param name="PriorityBonus">What is added to their errors where priorities decide.</param>
internal sealed record PermanentReplay(ReplayBuffer Transitions, double Share, double PriorityBonus)
{
    /// <summary>The number of transitions of a batch that are drawn from those that are never dropped.</summary>
    public static int RowsOf(double share, int batchSize) => (int)Math.Round(share * batchSize, MidpointRounding.AwayFromZero);
}
