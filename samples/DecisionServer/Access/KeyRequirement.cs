namespace DecisionServer.Access;

/// <summary>The key that an endpoint requires.</summary>
/// <param name="IsAdministration">Whether it is the administration key.</param>
internal sealed record KeyRequirement(bool IsAdministration);
