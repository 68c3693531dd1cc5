namespace DeepQ.Learning.Replay;

/// <summary>Transitions that a replay never drops.</summary>
/// <param name="Transitions">The transitions, which are copied.</param>
/// <param name="Share">The share of each batch that is drawn from them; ignored if priorities decide.</param>
/// <param name="PriorityBonus">The bonus that is added to their errors if priorities decide.</param>
internal sealed record PermanentReplay(ReplayBuffer Transitions, double Share, double PriorityBonus)
{
    /// <summary>Returns the number of permanent transitions in a batch.</summary>
    public static int RowsOf(double share, int batchSize) => (int)Math.Round(share * batchSize, MidpointRounding.AwayFromZero);
}
