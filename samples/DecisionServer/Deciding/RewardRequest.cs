namespace DecisionServer.Deciding;

/// <summary>What came of a decision.</summary>
internal sealed record RewardRequest
{
    /// <summary>The id of the decision.</summary>
    public required Guid DecisionId { get; init; }

    /// <summary>The reward, finite.</summary>
    public required double Value { get; init; }

    /// <summary>The name of the part, where the reward has several; the same one again is the same part.</summary>
    public string? Key { get; init; }
}
