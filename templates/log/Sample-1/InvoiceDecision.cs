using Microsoft.ML.Data;

namespace Sample_1;

/// <summary>What the policy says of an invoice.</summary>
public sealed class InvoiceDecision
{
    /// <summary>The number of the best action, in a vector of one. It takes the place of the logged action.</summary>
    [ColumnName("Action")]
    public long[] BestAction { get; set; } = [];

    /// <summary>What is to be expected of the invoice from here on, by action.</summary>
    public float[] QValues { get; set; } = [];
}
