using DeepQ.Serving.Hosting;

namespace DeepQ.Serving.Tests.Hosting;

/// <summary>The promise of a reload: no call fails, and each is answered by one version.</summary>
public sealed class SwapTests
{
    private const int Threads = 8;
    private const int Calls = 100_000;
    private const int Swaps = 10;

    [Trait("Category", "Slow")]
    [Fact]
    public async Task Eight_threads_make_100_000_calls_each_while_the_file_is_swapped_ten_times()
    {
        using PolicyFolder folder = new();
        using ReloadingPolicy policy = new(folder.Options());
        int[] progress = new int[Threads * 16];
        int[][] seen = new int[Threads][];
        Task[] callers =
        [
            .. Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
                () => seen[thread] = CallAgainAndAgain(policy, ref progress[thread * 16]),
                TaskCreationOptions.LongRunning)),
        ];

        Task all = Task.WhenAll(callers);
        for (int swap = 1; swap <= Swaps; swap++)
        {
            int due = swap * Threads * (Calls / (Swaps + 1));
            SpinWait.SpinUntil(() => all.IsCompleted || progress.Sum() >= due);
            folder.Put(PolicyFolder.Numbered(swap + 1));
            Assert.Equal(PolicyReload.Replaced, policy.Reload());
        }

        await all;
        Assert.Equal(Threads * Calls, seen.Sum(counts => counts.Sum()));
        for (int version = 1; version <= Swaps + 1; version++)
            Assert.True(seen.Sum(counts => counts[version]) > 0, $"No call was answered by version {version}.");
    }

    /// <summary>How many calls each version answered; an answer that none of them gives fails the test.</summary>
    private static int[] CallAgainAndAgain(ReloadingPolicy policy, ref int progress)
    {
        int[] counts = new int[Swaps + 2];
        float[] states = [1, -1];
        float[] qValues = new float[6];
        int[] actions = new int[2];
        for (int call = 0; call < Calls; call++)
        {
            policy.Evaluate(states, qValues, actions);
            int k = (int)qValues[1] / 2;
            bool odd = k % 2 == 1;
            bool whole = qValues[0] == (odd ? k : 3 * k) && qValues[1] == 2 * k && qValues[2] == (odd ? 3 * k : k)
                && qValues[3] == -qValues[0] && qValues[4] == -qValues[1] && qValues[5] == -qValues[2]
                && actions[0] == (odd ? 2 : 0) && actions[1] == (odd ? 0 : 2);
            Assert.True(whole, $"Torn: {string.Join(' ', qValues)}, actions {string.Join(' ', actions)}.");
            counts[k]++;
            Volatile.Write(ref progress, call + 1);
        }

        return counts;
    }
}
