using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Training;

[Trait("Category", "Slow")]
[Collection(nameof(Alone))]
public sealed class LeakTests
{
    private const long WarmUp = 12_000;
    private const long Updates = 10_000;

    // The smallest object takes 24 bytes: one that each update leaves behind makes 120 kB in each half.
    private const long ManagedAllowance = 60_000;

    // A small tensor takes more than 400 bytes, which makes 2 MB. An allocator that takes a block more does so in one half.
    private const long NativeAllowance = 1_000_000;

    [Theory]
    [MemberData(nameof(Algorithms.Names), MemberType = typeof(Algorithms))]
    public void Ten_thousand_updates_leave_nothing_behind(string variant)
    {
        DqnOptions options = Options();
        Algorithms.Apply(variant, options);
        AssertFlat(options, () => new CartPole());
    }

    [Fact]
    public void Ten_thousand_updates_of_convolutions_leave_nothing_behind()
    {
        DqnOptions options = Options();
        options.Network = options.Network with { Convolutions = [new(2, 2)] };
        AssertFlat(options, () => new ImageEnvironment());
    }

    // Acting, evaluating and keeping the best network go on all the while.
    private static void AssertFlat(DqnOptions options, Func<IEnvironment> create)
    {
        // What other tests committed is given back in parts, which is seen as memory that comes to be native.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        MemoryGauge gauge = new([WarmUp, WarmUp + (Updates / 2), WarmUp + Updates]);
        options.Observers = [gauge];
        Xoshiro256 random = new(1);
        new DqnTrainer(options).Train(new VectorEnvironment(1, create, random.Fork()), create(), random).Dispose();

        Assert.Equal(3, gauge.Readings.Count);
        Assert.Single(gauge.Readings.Select(reading => reading.Tensors).Distinct());
        AssertFlat(gauge.Readings.Select(reading => reading.Managed), ManagedAllowance);
        AssertFlat(gauge.Readings.Select(reading => reading.Native), NativeAllowance);
    }

    private static void AssertFlat(IEnumerable<long> bytes, long allowance)
    {
        long[] readings = [.. bytes];
        long least = Math.Min(readings[1] - readings[0], readings[2] - readings[1]);
        Assert.True(least <= allowance, $"{string.Join(", ", readings)} bytes: {least:N0} more in each half.");
    }

    private static DqnOptions Options() => new()
    {
        HiddenUnits = [8],
        BatchSize = 8,
        ReplayCapacity = 200,
        LearningStarts = 20,
        UpdatesPerInterval = 10,
        Steps = 20 + ((WarmUp + Updates) / 10),
        EvaluationInterval = 50,
        EvaluationEpisodes = 1,
    };
}
