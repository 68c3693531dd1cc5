namespace DeepQ.Decisions.Deciding;

/// <summary>
/// Chooses among candidates while no policy decides. It sees only what the log stores, so it can be evaluated on a log.
/// </summary>
/// <param name="state">The values of the state.</param>
/// <param name="candidates">
/// The features of the candidates, row-major: those of candidate i start at i × <see cref="DecisionOptions.CandidateFeatures"/>.
/// </param>
/// <param name="allowed">True for each candidate that may be chosen; empty when all may.</param>
/// <returns>The index of an allowed candidate.</returns>
public delegate int CandidateBaseline(ReadOnlySpan<float> state, ReadOnlySpan<float> candidates, ReadOnlySpan<bool> allowed);
