namespace CartPoleSample;

/// <summary>The columns that the pipeline adds to a state.</summary>
internal sealed class CartPoleDecision
{
    /// <summary>The state, as the input of the Q-network.</summary>
    public float[] State { get; set; } = [];

    /// <summary>The value of pushing left and of pushing right.</summary>
    public float[] QValues { get; set; } = [];

    /// <summary>The greedy action as a key: 1 left, 2 right.</summary>
    public uint PredictedAction { get; set; }
}
