namespace DeepQ.MLNet.Sweeps;

/// <summary>
/// The candidates of a sweep: for each one, the position of each parameter's value in its domain.
/// </summary>
internal static class SweepPlan
{
    // A grid grows fast; this many trials must be a mistake.
    private const int MostPoints = 100_000;

    /// <exception cref="ArgumentException">There is nothing to vary, or a grid has too many points.</exception>
    public static IReadOnlyList<double[]> Candidates(IReadOnlyList<SweepParameter> parameters, SweepOptions options)
    {
        RequireParameters(parameters);
        return options.Search == SweepSearch.Grid
            ? Grid(parameters, options.GridPoints)
            : Draw(parameters.Count, options.Candidates, options.Seed);
    }

    /// <exception cref="ArgumentException">There is nothing to vary.</exception>
    public static void RequireParameters(IReadOnlyList<SweepParameter> parameters)
    {
        if (parameters.Count == 0)
            throw new ArgumentException("The sweep has nothing to vary; SweepSpace.Vary adds a setting.");
    }

    // Drawn candidate by candidate, so that more candidates do not change the first ones.
    private static double[][] Draw(int parameters, int candidates, ulong seed)
    {
        Environments.Xoshiro256 random = new(seed);
        return [.. Enumerable.Range(0, candidates).Select(_ =>
            Enumerable.Range(0, parameters).Select(_ => random.NextDouble()).ToArray())];
    }

    private static List<double[]> Grid(IReadOnlyList<SweepParameter> parameters, int points)
    {
        List<double[]> grid = [[]];
        foreach (double[] parts in parameters.Select(parameter => parameter.GridParts(points)))
        {
            if ((long)grid.Count * parts.Length > MostPoints)
            {
                throw new ArgumentException(
                    $"The grid has more than {MostPoints} points; vary less, or lower GridPoints.");
            }

            grid = [.. grid.SelectMany(_ => parts, (double[] left, double part) => (double[])[.. left, part])];
        }

        return grid;
    }
}
