namespace DecisionServer.Versions;

/// <summary>Why something is done; it stands in the history.</summary>
internal sealed record ReasonRequest
{
    /// <summary>Why, in up to 1,000 characters.</summary>
    public required string Why { get; init; }
}
