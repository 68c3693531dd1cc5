namespace DeepQ.Decisions.Exploration;

/// <summary>Chooses the action with the greatest Q-value, or the first one of several.</summary>
internal sealed record GreedyStrategy : ExplorationStrategy
{
    public override string ToString() => "greedy";

    protected override void FillAllowed(
        ReadOnlySpan<float> qValues, ReadOnlySpan<bool> allowed, int greedy, Span<double> probabilities)
    {
        probabilities.Clear();
        probabilities[greedy] = 1;
    }
}
