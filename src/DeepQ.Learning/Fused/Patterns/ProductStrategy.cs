namespace DeepQ.Learning.Fused.Patterns;

/// <summary>The strategy by which a product with the values of rectified units is computed.</summary>
internal enum ProductStrategy
{
    /// <summary>In full, except for units that are off in every state.</summary>
    Dense,

    /// <summary>For each state, only with the units that are on.</summary>
    Sparse,

    /// <summary>A low-rank matrix for the baseline, once for all states, plus the exceptions of each state.</summary>
    LowRankPlusSparse,

    /// <summary>The most common value of each unit, once for all states, plus the deviations of each state.</summary>
    CommonPlusSparse,
}
