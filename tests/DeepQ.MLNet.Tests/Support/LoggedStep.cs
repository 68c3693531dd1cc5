namespace DeepQ.MLNet.Tests.Support;

/// <summary>A transition of a problem with two states, with the default column names.</summary>
public sealed class LoggedStep
{
    [VectorType(2)]
    public float[] State { get; set; } = [1, 0];

    public int Action { get; set; }

    public float Reward { get; set; }

    [VectorType(2)]
    public float[] NextState { get; set; } = [0, 1];

    public bool Terminated { get; set; }
}
