namespace InventorySample;

/// <summary>What the policy adds to a row.</summary>
internal sealed class ShopOrder
{
    /// <summary>The profit that each order brings until the end of the week, as the policy sees it, in euros.</summary>
    public float[] QValues { get; set; } = [];

    /// <summary>The best order as a key: one more than the number of crates.</summary>
    public uint PredictedAction { get; set; }
}
