namespace DeepQ.MLNet.Tests.Support;

/// <summary>What a shop knows before it acts.</summary>
public sealed class ShopState
{
    public float Stock { get; set; }

    public string Weather { get; set; } = "dry";
}
