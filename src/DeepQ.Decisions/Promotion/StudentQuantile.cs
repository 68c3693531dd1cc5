namespace DeepQ.Decisions.Promotion;

/// <summary>The quantile of Student's t distribution that an interval of 95% takes.</summary>
/// <remarks>
/// From three degrees of freedom on by the expansion of Abramowitz and Stegun: Handbook of Mathematical Functions (1964), 26.7.5, which is off
/// by 0.004 there, and by less than 0.001 from four on.
/// </remarks>
internal static class StudentQuantile
{
    // The 97.5% quantile of the normal distribution.
    private const double Normal = 1.959963984540054;

    /// <summary>The 97.5% quantile.</summary>
    /// <param name="degreesOfFreedom">The degrees of freedom, at least 1.</param>
    public static double Of(int degreesOfFreedom)
    {
        if (degreesOfFreedom <= 2)
            return degreesOfFreedom == 1 ? 12.706204736432095 : 4.302652729696142;
        double z = Normal, square = z * z, n = degreesOfFreedom;
        double first = z * (square + 1) / 4;
        double second = z * ((((5 * square) + 16) * square) + 3) / 96;
        double third = z * ((((((3 * square) + 19) * square) + 17) * square) - 15) / 384;
        double fourth = z * ((((((((79 * square) + 776) * square) + 1482) * square) - 1920) * square) - 945) / 92160;
        return z + ((first + ((second + ((third + (fourth / n)) / n)) / n)) / n);
    }
}
