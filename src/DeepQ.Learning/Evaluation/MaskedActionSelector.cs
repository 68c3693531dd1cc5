namespace DeepQ.Learning.Evaluation;

/// <summary>Chooses a legal action for an observation.</summary>
/// <param name="observation">The observation, row-major.</param>
/// <param name="legal">True for each legal action; empty if all actions are always legal.</param>
/// <returns>The action, from 0.</returns>
public delegate int MaskedActionSelector(ReadOnlySpan<float> observation, ReadOnlySpan<bool> legal);
