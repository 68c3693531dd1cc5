using DeepQ.Learning.Replay;

namespace DeepQ.Learning.OffPolicy;

/// <summary>The number of rows that a fit processes at once: fewer if a dense state has very many values.</summary>
internal static class FitSample
{
    private const int MostValues = 4_000_000;
    private const int Least = 32;

    /// <summary>Returns the number of rows.</summary>
    /// <param name="most">The sufficient number.</param>
    /// <param name="rows">The available number.</param>
    /// <param name="transitions">The buffer of the states.</param>
    public static int Size(int most, int rows, ReplayBuffer transitions) => Math.Min(
        rows, transitions.IsSparse ? most : Math.Clamp(MostValues / transitions.ObservationSize, Least, most));
}
