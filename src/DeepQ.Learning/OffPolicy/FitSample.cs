namespace DeepQ.Learning;

/// <summary>How many rows a fit looks at in one go: fewer where a state has very many values.</summary>
internal static class FitSample
{
    private const int MostValues = 4_000_000;
    private const int Least = 32;

    /// <summary>The number of rows.</summary>
    /// <param name="most">The number that is enough.</param>
    /// <param name="rows">The number there is.</param>
    /// <param name="observationSize">The number of values of a state.</param>
    public static int Size(int most, int rows, int observationSize) =>
        Math.Min(rows, Math.Clamp(MostValues / observationSize, Math.Min(Least, most), most));
}
