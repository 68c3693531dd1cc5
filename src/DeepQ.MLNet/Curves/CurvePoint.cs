namespace DeepQ.MLNet.Curves;

/// <summary>A point of the learning curve.</summary>
/// <param name="Step">The number of steps or updates.</param>
/// <param name="Return">The return of an episode, or the mean of several.</param>
internal readonly record struct CurvePoint(long Step, double Return)
{
    /// <summary>
    /// Computes, at each point, the mean of it and the points before, <paramref name="window"/> in total at most.
    /// </summary>
    public static IEnumerable<CurvePoint> RunningMean(IReadOnlyList<CurvePoint> points, int window)
    {
        double sum = 0;
        for (int i = 0; i < points.Count; i++)
        {
            sum += points[i].Return;
            if (i >= window)
                sum -= points[i - window].Return;
            yield return new CurvePoint(points[i].Step, sum / Math.Min(i + 1, window));
        }
    }

    /// <summary>Returns the last point and every <paramref name="n"/>th before it, in order.</summary>
    public static IEnumerable<CurvePoint> EveryNth(IReadOnlyList<CurvePoint> points, int n) =>
        points.Where((_, i) => (points.Count - 1 - i) % n == 0);
}
