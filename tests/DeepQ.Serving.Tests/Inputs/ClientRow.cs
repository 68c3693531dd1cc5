namespace DeepQ.Serving.Tests.Inputs;

/// <summary>A row of <see cref="HandMadePolicies.Columns"/>, with more than the policy takes.</summary>
internal sealed class ClientRow
{
    public float[] Scores = [0, 0];

    public int Age { get; init; }

    public bool Member { get; init; }

    public string Name { get; init; } = "";
}
