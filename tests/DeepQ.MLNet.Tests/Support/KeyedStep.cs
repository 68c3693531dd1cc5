namespace DeepQ.MLNet.Tests.Support;

/// <summary>A transition whose action is a key of two values.</summary>
public sealed class KeyedStep
{
    [VectorType(2)]
    public float[] State { get; set; } = [1, 0];

    [KeyType(2)]
    public uint Action { get; set; }

    public float Reward { get; set; }

    [VectorType(2)]
    public float[] NextState { get; set; } = [0, 1];

    public bool Terminated { get; set; }
}
