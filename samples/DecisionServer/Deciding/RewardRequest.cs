namespace DecisionServer.Deciding;

/// <summary>The reward of a decision.</summary>
internal sealed record RewardRequest
{
    /// <summary>The id of the decision.</summary>
    public required Guid DecisionId { get; init; }

    /// <summary>The reward, finite.</summary>
    public required double Value { get; init; }

    /// <summary>The name of the part, if the reward has several; a part with an earlier name counts once.</summary>
    public string? Key { get; init; }
}
