namespace InventorySample;

/// <summary>What the policy adds to a row.</summary>
internal sealed class ShopOrder
{
    /// <summary>The profit that each order brings until the end of the week, as the policy sees it, in euros.</summary>
    public float[] QValues { get; set; } = [];

    /// <summary>The best order, the only value: the number of crates.</summary>
    public long[] Action { get; set; } = [];
}
