namespace DeepQ.Learning.Fused.Patterns;

/// <summary>How a product with the values of rectified units is computed.</summary>
internal enum Route
{
    /// <summary>All of it, but for units that are off in every state.</summary>
    Dense,

    /// <summary>For each state the units that are on.</summary>
    Sparse,

    /// <summary>Once for all states the units on their usual sides, and for each state the exceptions.</summary>
    Folded,
}
