namespace DecisionServer.Access;

/// <summary>The key that an endpoint takes.</summary>
/// <param name="IsAdministration">Whether it is that of administration.</param>
internal sealed record KeyRequirement(bool IsAdministration);
