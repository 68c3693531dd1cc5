namespace DeepQ.Learning.Seeds;

/// <summary>One of several trainings that differ only by their seeds.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Training">The result.</param>
public sealed record SeedResult(ulong Seed, TrainingResult Training)
{
    /// <summary>
    /// The mean return of its network in new episodes or, if there was no time for these, of its best evaluation; NaN
    /// without an evaluation.
    /// </summary>
    public double Return => (Training.FinalEvaluation ?? Training.BestEvaluation)?.Result.MeanReturn ?? double.NaN;
}
