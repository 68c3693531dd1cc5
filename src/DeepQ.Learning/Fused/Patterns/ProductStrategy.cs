namespace DeepQ.Learning.Fused.Patterns;

/// <summary>How a product with the values of rectified units is computed.</summary>
internal enum ProductStrategy
{
    /// <summary>In full, except for units that are off in every state.</summary>
    Dense,

    /// <summary>For each state from the units that are on.</summary>
    Sparse,

    /// <summary>A matrix of low rank for the baseline, once for all states, plus the exceptions of each state.</summary>
    LowRankPlusSparse,

    /// <summary>The value that each unit has in most states, once for all of them, plus the deviations of each state.</summary>
    CommonPlusSparse,
}
