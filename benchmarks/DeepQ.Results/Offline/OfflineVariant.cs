using DeepQ.Learning.Offline;

namespace DeepQ.Results;

/// <summary>An algorithm with the settings that it learns from a log with.</summary>
internal sealed record OfflineVariant(string Name, OfflineAlgorithm Algorithm, double LearningRate)
{
    /// <summary>The algorithm and its settings in words.</summary>
    public override string ToString() => FormattableString.Invariant($"{Algorithm}, learning rate {LearningRate}");
}
