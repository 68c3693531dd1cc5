using DeepQ.Orleans.Cluster;
using DeepQ.Orleans.Tests.Support;

namespace DeepQ.Orleans.Tests.Cluster;

public sealed class PatienceTests
{
    private readonly SkippedTime _time = new();

    [Fact]
    public async Task A_silo_that_is_lost_is_asked_again()
    {
        int asked = 0;
        int answer = await WaitAsync(() => ++asked < 3 ? throw new SiloUnavailableException("lost") : Task.FromResult(asked));
        Assert.Equal(3, answer);
    }

    [Fact]
    public async Task Patience_ends()
    {
        SweepClusterException error = await Assert.ThrowsAsync<SweepClusterException>(
            () => WaitAsync<int>(() => throw new TimeoutException("late")));
        Assert.Equal("No silo answered for 00:00:10: late", error.Message);
    }

    [Fact]
    public async Task What_is_no_fault_of_the_way_is_no_reason_to_ask_again() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => WaitAsync<int>(() => throw new InvalidDataException()));

    [Theory]
    [InlineData(0, 1, "PollInterval")]
    [InlineData(1, 0, "Patience")]
    public void Times_that_are_none_are_refused(int poll, int patience, string expected)
    {
        ClusterSweepOptions options = new() { PollInterval = TimeSpan.FromSeconds(poll), Patience = TimeSpan.FromSeconds(patience) };
        Assert.StartsWith(expected, Assert.Throws<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);
    }

    private Task<T> WaitAsync<T>(Func<Task<T>> ask)
    {
        ClusterSweepOptions options = new() { Patience = TimeSpan.FromSeconds(10), TimeProvider = _time };
        return new Patience(options, CancellationToken.None).AskAsync(ask);
    }
}
