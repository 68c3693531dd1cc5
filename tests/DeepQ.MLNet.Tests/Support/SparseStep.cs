namespace DeepQ.MLNet.Tests.Support;

/// <summary>A transition whose states may be sparse.</summary>
public sealed class SparseStep
{
    [VectorType(2)]
    public VBuffer<float> State { get; set; }

    public int Action { get; set; }

    public float Reward { get; set; }

    [VectorType(2)]
    public VBuffer<float> NextState { get; set; }

    public bool Terminated { get; set; }
}
