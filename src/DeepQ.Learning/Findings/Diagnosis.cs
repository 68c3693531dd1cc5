namespace DeepQ.Learning.Findings;

/// <summary>Derives findings from the evidence of a training.</summary>
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

    /// <summary>Returns the findings; empty if there are none.</summary>
    public static IReadOnlyList<Finding> Of(TrainingEvidence evidence) =>
        [.. All.Select(find => find(evidence)).OfType<Finding>()];
}
