namespace DeepQ.MLNet.Tests.Support;

/// <summary>A transition whose action is of any type.</summary>
public sealed class TypedStep<T>
{
    [VectorType(2)]
    public float[] State { get; set; } = [1, 0];

    public T Action { get; set; } = default!;

    public float Reward { get; set; }

    [VectorType(2)]
    public float[] NextState { get; set; } = [0, 1];

    public bool Terminated { get; set; }
}
