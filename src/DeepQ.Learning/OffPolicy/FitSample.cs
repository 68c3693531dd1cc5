using DeepQ.Learning.Replay;

namespace DeepQ.Learning.OffPolicy;

/// <summary>How many rows a fit looks at in one go: fewer where a dense state has very many values.</summary>
internal static class FitSample
{
    private const int MostValues = 4_000_000;
    private const int Least = 32;

    /// <summary>The number of rows.</summary>
    /// <param name="most">The number that is enough.</param>
    /// <param name="rows">The number there is.</param>
    /// <param name="transitions">Where the states are.</param>
    public static int Size(int most, int rows, ReplayBuffer transitions) => Math.Min(
        rows, transitions.IsSparse ? most : Math.Clamp(MostValues / transitions.ObservationSize, Least, most));
}
