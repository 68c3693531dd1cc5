using Microsoft.ML.Data;

namespace DeepQ.Contract.Tests.Data;

/// <summary>A row with a column of each kind.</summary>
public sealed class Sample
{
    public float Reward { get; set; }

    [VectorType(2)]
    public float[] State { get; set; }

    [KeyType(3)]
    public uint Action { get; set; }

    public string Note { get; set; }

    public bool Terminated { get; set; }

    public int Step { get; set; }

    public static Sample[] Three =>
    [
        new() { Reward = 1, State = [1, 2], Action = 0, Note = "a,b", Terminated = true, Step = 3 },
        new() { Reward = float.NaN, State = [3, 4], Action = 2, Note = "say \"c\"", Step = -4 },
        new() { Reward = 0.1f, State = [5, 6], Action = 3, Note = null, Step = 7 },
    ];
}
