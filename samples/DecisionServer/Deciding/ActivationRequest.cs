namespace DecisionServer.Deciding;

/// <summary>The notice that a decision that waits for activation was carried out.</summary>
internal sealed record ActivationRequest
{
    /// <summary>The id of the decision.</summary>
    public required Guid DecisionId { get; init; }
}
