namespace InventorySample;

/// <summary>The columns that the policy adds to a row.</summary>
internal sealed class ShopOrder
{
    /// <summary>The expected profit of each order until the end of the week, in euros.</summary>
    public float[] QValues { get; set; } = [];

    /// <summary>The best order as a key: one more than the number of crates.</summary>
    public uint PredictedAction { get; set; }
}
