namespace DeepQ.Decisions.Deciding;

/// <summary>
/// Decides while no policy does, as the application did before there was one. <c>IPolicy.Act</c> fits as well.
/// </summary>
/// <param name="state">The values of the state, <see cref="DecisionOptions.StateSize"/> of them.</param>
/// <param name="allowed">True for each action that may be chosen; empty when all may.</param>
/// <returns>An allowed action.</returns>
public delegate int BaselinePolicy(ReadOnlySpan<float> state, ReadOnlySpan<bool> allowed);
