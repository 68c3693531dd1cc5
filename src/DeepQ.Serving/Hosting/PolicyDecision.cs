using System.Diagnostics.CodeAnalysis;

namespace DeepQ.Serving.Hosting;

/// <summary>The answer to a request.</summary>
/// <param name="Action">The greedy action, from 0.</param>
/// <param name="QValues">The value of each action.</param>
/// <param name="Version">The version of the policy that answered.</param>
[SuppressMessage("Performance", "CA1819", Justification = "The array is the caller's own.")]
public sealed record PolicyDecision(int Action, float[] QValues, string Version);
