namespace DeepQ.Learning;

/// <summary>A trained Q-network and how it came about. Owns the network.</summary>
public sealed class TrainingResult : IDisposable
{
    internal TrainingResult(QNetwork network) => Network = network;

    /// <summary>The network with the best evaluation, or, where none was made, the last one.</summary>
    public QNetwork Network { get; }

    /// <summary>Why training ended.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>The number of environment steps taken; zero when learning from logged transitions.</summary>
    public required long Steps { get; init; }

    /// <summary>The number of updates made.</summary>
    public required long Updates { get; init; }

    /// <summary>The time that training took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The episodes of training, in the order of their ends.</summary>
    public IReadOnlyList<EpisodeRecord> Episodes { get; init; } = [];

    /// <summary>The evaluations during training, in order.</summary>
    public IReadOnlyList<EvaluationRecord> Evaluations { get; init; } = [];

    /// <summary>The evaluation that <see cref="Network"/> reached; null where none was made.</summary>
    public EvaluationRecord? BestEvaluation { get; init; }

    /// <summary>Frees the network.</summary>
    public void Dispose() => Network.Dispose();
}
