namespace DeepQ.Decisions.Deciding;

/// <summary>
/// What decides while no policy does: what was done before there was one. <c>IPolicy.Act</c> is one, too.
/// </summary>
/// <param name="state">The values of the state.</param>
/// <param name="allowed">True for each action that may be chosen; empty when all may.</param>
/// <returns>An allowed action.</returns>
public delegate int BaselinePolicy(ReadOnlySpan<float> state, ReadOnlySpan<bool> allowed);
