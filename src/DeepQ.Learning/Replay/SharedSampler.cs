namespace DeepQ.Learning.Replay;

/// <summary>
/// Draws a fixed share of each batch from the permanent transitions and the rest from the others, each with
/// replacement; everything from the permanent ones while there are no others.
/// </summary>
/// <param name="share">The share of a batch, rounded to whole transitions.</param>
internal sealed class SharedSampler(double share) : TransitionSampler
{
    public override void Draw(ReplayBuffer buffer, Span<int> slots, Span<float> weights, long step, Random random)
    {
        weights.Fill(1);
        int passing = buffer.PassingCount;
        int rows = passing == 0 ? slots.Length : PermanentReplay.RowsOf(share, slots.Length);
        foreach (ref int slot in slots[rows..])
            slot = buffer.SlotOf(random.Next(passing));
        foreach (ref int slot in slots[..rows])
            slot = buffer.FirstPermanentSlot + random.Next(buffer.PermanentCount);
    }
}
