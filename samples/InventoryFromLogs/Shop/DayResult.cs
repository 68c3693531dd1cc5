namespace InventorySample;

/// <summary>A possible result of a day, given its order.</summary>
/// <param name="Left">The punnets left in the evening.</param>
/// <param name="Profit">The day's profit in euros.</param>
/// <param name="Probability">The probability of this result.</param>
internal readonly record struct DayResult(int Left, double Profit, double Probability);
