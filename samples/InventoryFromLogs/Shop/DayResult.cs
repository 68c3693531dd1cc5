namespace InventorySample;

/// <summary>What a day may bring, once its order is placed.</summary>
/// <param name="Left">The punnets left in the evening.</param>
/// <param name="Profit">The day's profit in euros.</param>
/// <param name="Probability">How likely this is.</param>
internal readonly record struct DayResult(int Left, double Profit, double Probability);
