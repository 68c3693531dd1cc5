using Microsoft.ML.Data;

namespace Sample_1;

/// <summary>A row of the log: an unpaid invoice in a week, with the action taken.</summary>
public sealed class InvoiceRow
{
    /// <summary>
    /// The number of the invoice, which could also be text. Its rows are one episode; each next row shows the result of
    /// the one before.
    /// </summary>
    [LoadColumn(0)]
    public int Invoice { get; set; }

    /// <summary>The week since the invoice was due, from 1.</summary>
    [LoadColumn(1)]
    public float Week { get; set; }

    /// <summary><c>new</c> or <c>regular</c>.</summary>
    [LoadColumn(2)]
    public string Customer { get; set; } = "";

    /// <summary>The amount that the customer owes.</summary>
    [LoadColumn(3)]
    public float Amount { get; set; }

    /// <summary><c>wait</c>, <c>letter</c> or <c>call</c>.</summary>
    [LoadColumn(4)]
    public string Action { get; set; } = "";

    /// <summary>The reward: the payment in the week, less the cost of the action.</summary>
    [LoadColumn(5)]
    public float Profit { get; set; }

    /// <summary>Whether the invoice was paid or given up, so that nothing follows.</summary>
    [LoadColumn(6)]
    public bool Closed { get; set; }
}
