namespace DeepQ.Learning.Fused.Patterns;

/// <summary>Chooses the cheapest strategy of a product, and says which work is worth more than one thread.</summary>
/// <param name="Forced">The strategy to use wherever it applies; null for the cheapest.</param>
/// <param name="LeastShared">
/// The number of multiplications from which threads share a product. Eight million take one thread about a tenth of a
/// millisecond, and a helper that has to be waited for some microseconds at best.
/// </param>
internal sealed record ProductCostModel(ProductStrategy? Forced = null, long LeastShared = 8_000_000)
{
    /// <summary>The number of rows of a product that a thread takes at a time.</summary>
    public const int RowsPerShare = 32;

    // An entry of a sparse matrix shares no loads with its neighbors, and has to be found first.
    private const double EntryCost = 2;

    // Its sum is loaded and stored for each value.
    private const double SpreadCost = 4;

    /// <summary>
    /// Whether it is worthwhile to leave out of so many units those that are off in all states that are computed together, and not only
    /// those that are off in all of a batch.
    /// </summary>
    public static bool IsWide(int units) => units > 512;

    /// <summary>Whether it is worth more than one thread to add up so many rows of so many values.</summary>
    public bool IsShared(long rows, int width) => rows * width >= LeastShared;

    /// <summary>Whether it is worthwhile to take a batch that needs so many multiplications forward in two halves.</summary>
    public bool IsHalved(long multiplications) => 4 * multiplications >= LeastShared;

    /// <summary>The strategy of Z = X W + b for a batch of observations.</summary>
    /// <param name="values">The number of values in X.</param>
    /// <param name="places">How many of them are not zero.</param>
    public ProductStrategy States(long values, long places) => Cheapest(values, EntryCost * places, null);

    /// <summary>The strategy of a convolution of a batch of observations.</summary>
    /// <param name="products">The number of products of a value under the kernel in one place with the weights of all outputs.</param>
    /// <param name="seen">In how many of them the value is not zero, zeros at the edges aside.</param>
    public ProductStrategy Images(long products, long seen) => Cheapest(products, SpreadCost * seen, null);

    /// <summary>Whether so few deviations from what states have in common need no look at anything else.</summary>
    public bool AreFew(long? deviations, int states, int units) => Forced is null && EntryCost * 2 * deviations < (long)states * units;

    /// <summary>The strategy of Z = H W + b for a batch.</summary>
    /// <param name="pattern">The pattern of the units of H.</param>
    /// <param name="states">The number of states.</param>
    /// <param name="inputs">
    /// The number of values that the units are a linear function of while none changes sides; null for too many.
    /// </param>
    /// <param name="deviations">In how many pairs of a unit and a state it has not the value of most states; null if they were not found.</param>
    public ProductStrategy Forward(ActivationPattern pattern, int states, int? inputs, long? deviations = null) => Cheapest(
        dense: states * (IsWide(pattern.Width) ? pattern.AliveTogether : pattern.Alive.Length),
        sparse: EntryCost * pattern.OnCount,
        lowRank: inputs is int count
            ? ((double)count * (states + pattern.BaselineUnits.Length)) + (EntryCost * pattern.ExceptionCount)
            : null,
        common: EntryCost * (pattern.Width + deviations));

    /// <summary>The strategy of the gradients of the weights and inputs of a layer.</summary>
    /// <param name="pattern">The pattern of its units.</param>
    /// <param name="states">The number of states.</param>
    /// <param name="units">The number of its units.</param>
    /// <param name="outputs">
    /// The number of values that are a linear function of the units while none changes sides; null for too many.
    /// </param>
    public ProductStrategy Backward(ActivationPattern pattern, int states, int units, int? outputs) => Cheapest(
        dense: (double)states * (units + pattern.Alive.Length),
        sparse: 2 * EntryCost * pattern.OnCount,
        lowRank: outputs is int count
            ? ((double)count * ((2 * states) + units + pattern.BaselineUnits.Length)) + (2 * EntryCost * pattern.ExceptionCount)
            : null);

    private ProductStrategy Cheapest(double dense, double sparse, double? lowRank, double? common = null)
    {
        if (Forced is ProductStrategy forced)
        {
            return (forced == ProductStrategy.LowRankPlusSparse && lowRank is null) ||
                (forced == ProductStrategy.CommonPlusSparse && common is null) ? ProductStrategy.Sparse : forced;
        }

        if (common < Math.Min(dense, sparse))
            return ProductStrategy.CommonPlusSparse;
        if (lowRank < Math.Min(dense, sparse))
            return ProductStrategy.LowRankPlusSparse;
        return sparse < dense ? ProductStrategy.Sparse : ProductStrategy.Dense;
    }
}
