namespace DeepQ.Learning.Offline;

/// <summary>The value of a network on the held-out episodes.</summary>
/// <param name="Update">The number of updates before it.</param>
/// <param name="Value">
/// The estimated discounted return from the first states of the episodes; NaN if a limit stopped the fit, so that the
/// value is ignored.
/// </param>
public sealed record ValidationRecord(long Update, double Value);
