namespace Sample_1;

/// <summary>The prediction of the policy for an invoice.</summary>
public sealed class InvoiceDecision
{
    /// <summary>The best action as a key: 1 is the first name of the policy.</summary>
    public uint PredictedAction { get; set; }

    /// <summary>The expected return of the invoice from here on, by action.</summary>
    public float[] QValues { get; set; } = [];
}
