namespace DeepQ.Learning.Offline;

/// <summary>What a network was worth on the episodes that were held back.</summary>
/// <param name="Update">The number of updates before it.</param>
/// <param name="Value">
/// The estimated discounted return from the first states of the episodes; NaN where the fit behind it was ended by a limit, so
/// that it does not count.
/// </param>
public sealed record ValidationRecord(long Update, double Value);
