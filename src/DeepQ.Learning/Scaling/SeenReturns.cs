using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Scaling;

/// <summary>
/// The discounted returns from every observed row. If the rows of an episode stop before its end, the mean return
/// replaces what follows.
/// </summary>
/// <remarks>They are recomputed at each access: for a table in a file, one number per row would take too much memory.</remarks>
internal sealed class SeenReturns
{
    // If no return ever ends, what follows the last row is left out.
    private const double LeastEnd = 0.01;
    private readonly ReplayBuffer _seen;
    private readonly double _gamma;
    private readonly double _mean;

    /// <param name="seen">The transitions.</param>
    /// <param name="gamma">The discount factor γ.</param>
    public SeenReturns(ReplayBuffer seen, double gamma)
    {
        (_seen, _gamma) = (seen, gamma);
        (double own, double left) = (0, 0);
        foreach ((double Own, double Left) row in Rows())
            (own, left) = (own + row.Own, left + row.Left);
        _mean = seen.Count == 0 ? 0 : own / seen.Count / Math.Max(1 - (left / seen.Count), LeastEnd);
    }

    /// <summary>The returns, those of later rows first.</summary>
    public IEnumerable<double> Values => Rows().Select(row => row.Own + (row.Left * _mean));

    /// <summary>
    /// The returns by slot, divided by a unit; null if no row is followed by another, although one does not end its
    /// episode.
    /// </summary>
    /// <param name="seen">The transitions, none of which was dropped.</param>
    /// <param name="gamma">The discount factor γ.</param>
    /// <param name="unit">The unit.</param>
    public static float[]? BySlot(ReplayBuffer seen, double gamma, float unit)
    {
        IEnumerable<int> slots = Enumerable.Range(0, seen.Count);
        if (!slots.Any(seen.IsFollowed) && !slots.All(seen.TerminatedAt))
            return null;
        float[] returns = new float[seen.Capacity];
        foreach ((int slot, double value) in seen.SlotsFromLast().Zip(new SeenReturns(seen, gamma).Values))
            returns[slot] = (float)(value / unit);
        return returns;
    }

    // The return within the remaining rows of an episode, and the discount of what follows the last row.
    private IEnumerable<(double Own, double Left)> Rows()
    {
        (double Own, double Left) next = (0, 1);
        bool isLast = true;
        foreach (int slot in _seen.SlotsFromLast())
        {
            (double own, double left) = !isLast && _seen.IsFollowed(slot) ? next : (0, 1);
            double discount = _seen.TerminatedAt(slot) ? 0 : _gamma;
            next = (_seen.RewardAt(slot) + (discount * own), discount * left);
            isLast = false;
            yield return next;
        }
    }
}
