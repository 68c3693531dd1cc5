namespace DeepQ.MLNet.Tests.Data;

/// <summary>One decision: who was there, what was offered, with which probability, and what it paid.</summary>
internal sealed class Offer
{
    [VectorType(2)]
    public float[] State { get; set; } = [0, 0];

    public string Action { get; set; } = "";

    public float Reward { get; set; }

    public float Propensity { get; set; }
}
