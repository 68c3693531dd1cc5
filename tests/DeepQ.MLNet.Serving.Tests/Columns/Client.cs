using Microsoft.ML.Data;

namespace DeepQ.MLNet.Serving.Tests.Columns;

/// <summary>A row of <see cref="HandMadePolicies.Columns"/>; the Q-values are (age + 1, 10 × member).</summary>
public sealed class Client
{
    public long Age { get; set; }

    public bool Member { get; set; }

    [VectorType(2)]
    public float[] Scores { get; set; } = [1, 0];

    public string Name { get; set; } = "";

    public static Client[] Rows(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Client { Age = i, Member = i % 2 == 1, Name = $"client {i}" })];
}
