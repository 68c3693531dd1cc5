namespace DeepQ.Tool.Serving;

/// <summary>What <c>POST /act</c> takes.</summary>
/// <param name="States">The states.</param>
/// <param name="Masks">True for each action that is allowed, for each state; null for all.</param>
internal sealed record ActRequest(float[][]? States, bool[][]? Masks);
