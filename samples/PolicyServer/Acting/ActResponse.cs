namespace PolicyServer.Acting;

/// <summary>The decisions of the policy.</summary>
/// <param name="Version">The SHA-256 of the policy's file; all decisions are from this version.</param>
/// <param name="Decisions">One decision per state, in order.</param>
internal sealed record ActResponse(string Version, Decision[] Decisions);
