namespace DeepQ.Learning.Findings;

/// <summary>Looks for each finding in what a training saw.</summary>
internal static class Diagnosis
{
    private static readonly Func<TrainingEvidence, Finding?>[] All =
    [
        ExplorationEnded.Of,
        AlwaysTruncated.Of,
        ReplayTooShort.Of,
        RewardScale.Of,
        ImpossibleValues.Of,
        SwingingEvaluations.Of,
        DormantUnits.Of,
    ];

    /// <summary>What was found; nothing where all is well.</summary>
    public static IReadOnlyList<Finding> Of(TrainingEvidence evidence) =>
        [.. All.Select(find => find(evidence)).OfType<Finding>()];
}
