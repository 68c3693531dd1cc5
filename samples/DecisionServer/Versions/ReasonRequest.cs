namespace DecisionServer.Versions;

/// <summary>The reason for a change, which the history records.</summary>
internal sealed record ReasonRequest
{
    /// <summary>The reason, up to 1,000 characters.</summary>
    public required string Why { get; init; }
}
