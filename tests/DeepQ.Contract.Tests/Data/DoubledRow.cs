namespace DeepQ.Contract.Tests.Data;

/// <summary>What <see cref="DoublingTransformer"/> makes of a number.</summary>
public sealed class DoubledRow
{
    public float Doubled { get; set; }

    public float Gamma { get; set; } = 0.9f;
}
