namespace DeepQ.Contract.Tests.Data;

/// <summary>One number.</summary>
public sealed class ValueRow
{
    public float Value { get; set; }
}
