namespace DeepQ.Results;

/// <summary>The evaluations of trainings, as those that are drawn.</summary>
internal static class LabCurve
{
    public static SeedResult[] Of(LabProblem problem, IReadOnlyList<LabResult> results) =>
    [
        .. results.Select((result, i) => new SeedResult(
            (ulong)i + 1,
            result.Last,
            result.Best,
            result.Seconds,
            Updates: 0,
            QError: null,
            [.. result.Curve.Select((value, point) => new SeedResult.Point(Step(problem, result, point), value))])),
    ];

    // The first ones may lie before there is learning, and are left out.
    private static long Step(LabProblem problem, LabResult result, int point) =>
        problem.Steps - ((result.Curve.Count - 1 - point) * problem.Interval);
}
