namespace CartPoleSample;

/// <summary>What the pipeline adds to a state.</summary>
internal sealed class CartPoleDecision
{
    /// <summary>The state as the Q-network takes it.</summary>
    public float[] State { get; set; } = [];

    /// <summary>The value of pushing left and of pushing right.</summary>
    public float[] QValues { get; set; } = [];

    /// <summary>The greedy action, the only value: 0 left, 1 right.</summary>
    public long[] Action { get; set; } = [];
}
