namespace DeepQ.Learning.OffPolicy;

/// <summary>Student's t distribution with an integer number of degrees of freedom.</summary>
internal static class StudentDistribution
{
    /// <summary>Finds the t with P(|T| ≤ t) = p by bisection.</summary>
    /// <param name="probability">The probability p, in (0, 1).</param>
    /// <param name="degrees">The number of degrees of freedom ν, positive.</param>
    public static double CentralQuantile(double probability, int degrees)
    {
        (double low, double high) = (0, Math.PI / 2);
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Central(middle, degrees) < probability ? (middle, high) : (low, middle);
        }

        return Math.Sqrt(degrees) * Math.Tan(low);
    }

    /// <summary>Computes P(|T| ≤ √ν tan θ) as a finite sum.</summary>
    /// <remarks>
    /// Abramowitz, Stegun: Handbook of Mathematical Functions (1964), formulas 26.7.3 and 26.7.4.
    /// </remarks>
    private static double Central(double angle, int degrees)
    {
        (double sine, double cosine) = Math.SinCos(angle);
        bool isOdd = degrees % 2 == 1;
        double term = isOdd ? cosine : 1;
        double sum = 0;
        for (int power = isOdd ? 1 : 0; power <= degrees - 2; power += 2)
        {
            sum += term;
            term *= cosine * cosine * (power + 1) / (power + 2);
        }

        return isOdd ? 2 / Math.PI * (angle + (sine * sum)) : sine * sum;
    }
}
