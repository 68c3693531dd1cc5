namespace PolicyServer.Acting;

/// <summary>What the policy does.</summary>
/// <param name="Version">The SHA-256 of the policy's file; all decisions are this version's.</param>
/// <param name="Decisions">A decision for each state, in their order.</param>
internal sealed record ActResponse(string Version, Decision[] Decisions);
