namespace DeepQ.Learning.Evaluation;

/// <summary>Chooses an action for an observation.</summary>
/// <param name="observation">The observation, row-major.</param>
/// <returns>The action, from 0.</returns>
public delegate int Policy(ReadOnlySpan<float> observation);
