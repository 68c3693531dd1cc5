namespace DeepQ.Learning.OffPolicy;

/// <summary>Computes the action probabilities of a policy in some of the logged states or next states.</summary>
/// <param name="rows">The rows: B of them.</param>
/// <param name="probabilities">Receives π(· | s) of each: B × A values, row-major.</param>
internal delegate void RowProbabilities(ReadOnlySpan<int> rows, Span<float> probabilities);
