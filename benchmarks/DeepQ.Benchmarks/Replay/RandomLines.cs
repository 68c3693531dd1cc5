using DeepQ.Environments;

namespace DeepQ.Benchmarks;

/// <summary>
/// Reads cache lines at random places, all of them under way at once: what a draw from replay cannot be faster than.
/// </summary>
internal static class RandomLines
{
    private const int LineValues = 64 / sizeof(int);

    // What was read goes here, so that the reads cannot be left out.
    private static int _sum;

    /// <summary>As many lines at a time, out of as much memory.</summary>
    public static Candidate Candidate(int lines, long bytes)
    {
        int[] memory = new int[bytes / sizeof(int)];
        Array.Fill(memory, 1);
        Xoshiro256 random = new(1);
        int[] places = new int[lines];
        return new($"{lines} random cache lines", count =>
        {
            for (int i = 0; i < count; i++)
            {
                foreach (ref int place in places.AsSpan())
                    place = random.Next(memory.Length / LineValues) * LineValues;
                _sum = Sum(_sum, memory, places);
            }
        });
    }

    private static int Sum(int sum, int[] memory, int[] places)
    {
        foreach (int place in places)
            sum += memory[place];
        return sum;
    }
}
