namespace DeepQ.Learning.Offline;

/// <summary>
/// Holds out some logged episodes and evaluates the policy on them at intervals: the best network is kept, and
/// <see cref="DqnOptions.Patience"/> ends a training that no longer improves.
/// </summary>
/// <remarks>
/// The value is that of fitted Q evaluation, or the doubly robust estimate if the log has propensities and enough
/// episodes agree with the policy. It is not the TD error: a network can agree with its own targets perfectly and
/// choose badly, and only the value of the choice measures that (Tang, Wiens: Model Selection for Offline Reinforcement
/// Learning, 2021). Each value is fitted with the same draws, so that two differ only by their policies. Half of the
/// held-out episodes select the network. The other half evaluates the selected network once at the end, which takes one
/// more fit: <see cref="TrainingResult.FinalValidation"/>.
/// </remarks>
/// <param name="Fraction">The share of the episodes to hold out, above 0 and below 1.</param>
/// <param name="Interval">The number of updates between two evaluations.</param>
/// <param name="FittedQUpdates">
/// The greatest number of updates of the fit for a value; most take 6,000 to 10,000. A value whose fit did not converge
/// is ignored.
/// </param>
public sealed record OfflineValidation(double Fraction = 0.2, int Interval = 1_000, int FittedQUpdates = 30_000);
