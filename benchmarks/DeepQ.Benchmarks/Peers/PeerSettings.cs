namespace DeepQ.Benchmarks;

/// <summary>The settings of an agent in benchmarks/peers, by the names that it has for them.</summary>
/// <param name="Sizes">The number of values of an observation, the hidden layers, the number of actions.</param>
internal sealed record PeerSettings(IReadOnlyList<int> Sizes)
{
    public int BatchSize { get; init; } = 64;

    public int Capacity { get; init; } = 50_000;

    public double Gamma { get; init; } = 0.99;

    public double LearningRate { get; init; } = 1e-3;

    public bool Huber { get; init; } = true;

    /// <summary>The channels, rows and columns of an observation, which is of bytes then; null for a row of numbers.</summary>
    public IReadOnlyList<int>? Image { get; init; }

    /// <summary>Convolutions before the hidden layers: channels, kernel and stride of each.</summary>
    public IReadOnlyList<int[]> Convolutions { get; init; } = [];

    /// <summary>What bytes are multiplied by.</summary>
    public float Scale { get; init; } = 1;

    /// <summary>Null where gradients are not clipped.</summary>
    public double? MaxGradientNorm { get; init; } = 10;
}
