namespace DeepQ.Learning.OffPolicy;

/// <summary>The values of the evaluated policy and of the logged one.</summary>
internal sealed record PolicyValues
{
    public required Estimate FittedQ { get; init; }

    public required Estimate DoublyRobust { get; init; }

    public required Estimate? Ordinary { get; init; }

    public required Estimate? PerDecision { get; init; }

    public required Estimate? Weighted { get; init; }

    public required Estimate? WeightedPerDecision { get; init; }

    public required Estimate LoggedReturn { get; init; }

    public required Estimate LoggedFittedQ { get; init; }

    public required double EffectiveSampleSize { get; init; }

    public required bool FitsAreDone { get; init; }
}
