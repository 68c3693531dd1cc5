namespace DeepQ.Learning.Seeds;

/// <summary>One of several trainings that differ by their seeds alone.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Training">What came of it.</param>
public sealed record SeedResult(ulong Seed, TrainingResult Training)
{
    /// <summary>
    /// The mean return of its network in fresh episodes, or, where there was no time for these, of its best evaluation; NaN where
    /// nothing was evaluated.
    /// </summary>
    public double Return => (Training.FinalEvaluation ?? Training.BestEvaluation)?.Result.MeanReturn ?? double.NaN;
}
