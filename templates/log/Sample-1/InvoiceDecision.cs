namespace Sample_1;

/// <summary>What the policy says of an invoice.</summary>
public sealed class InvoiceDecision
{
    /// <summary>The best action as a key: 1 is the first name of the policy.</summary>
    public uint PredictedAction { get; set; }

    /// <summary>What is to be expected of the invoice from here on, by action.</summary>
    public float[] QValues { get; set; } = [];
}
