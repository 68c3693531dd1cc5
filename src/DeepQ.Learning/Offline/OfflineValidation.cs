namespace DeepQ.Learning.Offline;

/// <summary>
/// Holds back some logged episodes, and now and then values the policy on them: the best network is kept, and
/// <see cref="DqnOptions.Patience"/> ends a training that brings no better one.
/// </summary>
/// <remarks>
/// The value is that of fitted Q evaluation, or the doubly robust estimate where the log has propensities and enough episodes went as
/// the policy would; not the TD error: a network can agree with its own targets perfectly and
/// choose badly, and only the former says what the choice brings (Tang, Wiens: Model Selection for Offline
/// Reinforcement Learning, 2021). Each value is fitted with the same draws, so that two differ by their policies. Half of the
/// episodes that are held back choose; the other half values the chosen network once, at the end, which takes one fit more:
/// <see cref="TrainingResult.FinalValidation"/>.
/// </remarks>
/// <param name="Fraction">The part of the episodes that is held back, above 0 and below 1.</param>
/// <param name="Interval">The number of updates between two values.</param>
/// <param name="FittedQUpdates">
/// The greatest number of updates that a value is fitted by; most take 6,000 to 10,000. A value whose fit was not done then does not count.
/// </param>
public sealed record OfflineValidation(double Fraction = 0.2, int Interval = 1_000, int FittedQUpdates = 30_000);
