using System.Runtime.InteropServices;
using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.OffPolicy;

/// <summary>What an evaluation costs follows the values that are there, and not the slots of a state.</summary>
public sealed class SparseEvaluationTests
{
    private const int Slots = 20_000;
    private const int Length = 7;
    private const int Rows = 40 * Length;

    // Five fits take 2,000 bytes for a slot: of 256 are its weights and moments, which are padded to lines of the cache. A batch of the
    // least size, of 64 transitions, has another 512 where it has all slots.
    [Fact]
    public void No_part_of_it_has_a_batch_of_all_slots() =>
        Assert.InRange((Allocated(2 * Slots) - Allocated(Slots)) / Slots, 5 * 256, 2_300);

    // Such a weight times zero is no number.
    [Fact]
    public void The_judged_network_is_not_asked_for_slots_that_no_state_has()
    {
        SparseLog log = new(seed: 1, Slots, Rows);
        using QNetwork judged = Judged(log);
        HashSet<int> seen = [];
        for (int row = 0; row < Rows; row++)
            seen.UnionWith([.. log.Sparse.StateAt(row).Places, .. log.Sparse.SuccessorAt(row).Places]);
        Span<float> weights = MemoryMarshal.Cast<byte, float>(judged.parameters().First().bytes);
        for (int i = 0; i < weights.Length; i++)
        {
            if (!seen.Contains(i % Slots))
                weights[i] = float.PositiveInfinity;
        }

        Assert.InRange(seen.Count, 1, Slots / 10);
        Assert.True(double.IsFinite(Run(log, judged).TemporalDifferenceError));
    }

    private static long Allocated(int slots)
    {
        SparseLog log = new(seed: 1, slots, Rows);
        using QNetwork judged = Judged(log);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.NotNull(Run(log, judged).DoublyRobust);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static PolicyMetrics Run(SparseLog log, QNetwork judged) => OffPolicyEvaluation.Run(
        new LoggedData
        {
            Transitions = log.Sparse,
            ObservationSpace = log.Space,
            ActionSpace = new DiscreteSpace(SparseLog.Actions),
            Episodes =
            [
                .. Enumerable.Range(0, Rows / Length).Select(i =>
                    new LoggedEpisode($"{i}", i * Length, Length, EpisodeEnd.Terminated, null)),
            ],
        },
        judged,
        0.9,
        new OffPolicyOptions { HiddenUnits = [2], Updates = 2, Resamples = 10 },
        new Xoshiro256(1));

    private static QNetwork Judged(SparseLog log) =>
        new NetworkOptions { HiddenUnits = [4] }.CreateNetwork(log.Space, SparseLog.Actions, new Xoshiro256(2));
}
