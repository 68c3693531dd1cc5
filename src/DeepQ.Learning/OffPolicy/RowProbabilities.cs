namespace DeepQ.Learning.OffPolicy;

/// <summary>What a policy does in logged states, or in their successors; it is asked for some rows at a time.</summary>
/// <param name="rows">The rows: B of them.</param>
/// <param name="probabilities">Receives π(· | s) of each: B × A values, row-major.</param>
internal delegate void RowProbabilities(ReadOnlySpan<int> rows, Span<float> probabilities);
