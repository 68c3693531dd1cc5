namespace DecisionServer.Deciding;

/// <summary>That a decision which waited for it was carried out.</summary>
internal sealed record ActivationRequest
{
    /// <summary>The id of the decision.</summary>
    public required Guid DecisionId { get; init; }
}
