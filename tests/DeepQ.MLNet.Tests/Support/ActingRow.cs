namespace DeepQ.MLNet.Tests.Support;

/// <summary>What a policy adds to a row.</summary>
public sealed class ActingRow
{
    public float[] QValues { get; set; } = [];

    public long[] Action { get; set; } = [];
}
