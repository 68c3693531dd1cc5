namespace DeepQ.Learning.Fused.Patterns;

/// <summary>Chooses the cheapest strategy of a product and decides which work is worth more than one thread.</summary>
/// <param name="Forced">The strategy to use wherever it applies; null for the cheapest.</param>
/// <param name="LeastShared">
/// The number of multiplications from which threads share a product. Eight million take one thread about a tenth of a
/// millisecond; waiting for a helper takes some microseconds at best.
/// </param>
internal sealed record ProductCostModel(ProductStrategy? Forced = null, long LeastShared = 8_000_000)
{
    /// <summary>The number of rows of a product that a thread takes at a time.</summary>
    public const int RowsPerShare = 32;

    // An entry of a sparse matrix shares no loads with its neighbors and has to be found first.
    private const double EntryCost = 2;

    // The sum is loaded and stored for each value.
    private const double SpreadCost = 4;

    /// <summary>
    /// Returns whether it is worthwhile to leave out, among this many units, those that are off in all states that are
    /// computed together, rather than only those that are off in the whole batch.
    /// </summary>
    public static bool IsWide(int units) => units > 512;

    /// <summary>Returns whether adding up this many rows is worth more than one thread.</summary>
    public bool IsShared(long rows, int width) => rows * width >= LeastShared;

    /// <summary>Returns whether a batch with this many multiplications is worth splitting in halves.</summary>
    public bool IsHalved(long multiplications) => 4 * multiplications >= LeastShared;

    /// <summary>Returns the strategy of Z = X W + b for a batch of observations.</summary>
    /// <param name="values">The number of values in X.</param>
    /// <param name="places">The number of nonzero values.</param>
    public ProductStrategy States(long values, long places) => Cheapest(values, EntryCost * places, null);

    /// <summary>Returns the strategy of a convolution of a batch of observations.</summary>
    /// <param name="products">The number of products of a value under the kernel in one place with the weights of all outputs.</param>
    /// <param name="seen">The number of products with a nonzero value, without the padding.</param>
    public ProductStrategy Images(long products, long seen) => Cheapest(products, SpreadCost * seen, null);

    /// <summary>
    /// Returns whether deviations from the common values are so few that no other strategy needs to be considered.
    /// </summary>
    public bool AreFew(long? deviations, int states, int units) => Forced is null && EntryCost * 2 * deviations < (long)states * units;

    /// <summary>Returns the strategy of Z = H W + b for a batch.</summary>
    /// <param name="pattern">The pattern of the units of H.</param>
    /// <param name="states">The number of states.</param>
    /// <param name="inputs">
    /// The number of values that the units are a linear function of while none changes sides; null if there are too
    /// many.
    /// </param>
    /// <param name="deviations">The number of pairs of a unit and a state that deviate from the unit's most common value; null if not counted.</param>
    public ProductStrategy Forward(ActivationPattern pattern, int states, int? inputs, long? deviations = null) => Cheapest(
        dense: states * (IsWide(pattern.Width) ? pattern.AliveTogether : pattern.Alive.Length),
        sparse: EntryCost * pattern.OnCount,
        lowRank: inputs is int count
            ? ((double)count * (states + pattern.BaselineUnits.Length)) + (EntryCost * pattern.ExceptionCount)
            : null,
        common: EntryCost * (pattern.Width + deviations));

    /// <summary>Returns the strategy of the gradients of the weights and inputs of a layer.</summary>
    /// <param name="pattern">The pattern of its units.</param>
    /// <param name="states">The number of states.</param>
    /// <param name="units">The number of its units.</param>
    /// <param name="outputs">
    /// The number of values that are a linear function of the units while none changes sides; null if there are too
    /// many.
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
