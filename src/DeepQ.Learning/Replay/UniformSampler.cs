namespace DeepQ.Learning.Replay;

/// <summary>Draws transitions uniformly, with replacement.</summary>
internal sealed class UniformSampler : TransitionSampler
{
    public override void Draw(ReplayBuffer buffer, Span<int> slots, Span<float> weights, long step, Random random) =>
        Draw(buffer, slots, weights, random);

    /// <inheritdoc cref="Draw(ReplayBuffer, Span{int}, Span{float}, long, Random)"/>
    public static void Draw(ReplayBuffer buffer, Span<int> slots, Span<float> weights, Random random)
    {
        weights.Fill(1);
        foreach (ref int slot in slots)
            slot = buffer.SlotOf(random.Next(buffer.Count));
    }
}
