using PolicyLoad;

namespace PolicyServer.Tests;

public sealed class LoadResultTests
{
    [Fact]
    public void Of_the_times_1_to_200_ms_the_ranks_are_100_and_198()
    {
        TimeSpan[] shuffled = [.. Enumerable.Range(1, 200).Reverse().Select(i => TimeSpan.FromMilliseconds(i))];
        LoadResult result = LoadResult.Of(shuffled, failures: 3, TimeSpan.FromSeconds(4));
        Assert.Equal((200, 3, 50.0), (result.Requests, result.Failures, result.Rate));
        Assert.Equal((100.0, 198.0), (result.Median.TotalMilliseconds, result.P99.TotalMilliseconds));
    }

    [Fact]
    public void Without_any_answer_there_are_only_failures()
    {
        LoadResult result = LoadResult.Of([], failures: 2, TimeSpan.FromSeconds(1));
        Assert.Equal((0, 2, 0.0), (result.Requests, result.Failures, result.Rate));
    }

    [Fact]
    public async Task Another_machine_is_never_the_target() => await Assert.ThrowsAsync<ArgumentException>(() =>
        LoadClients.RunAsync(new Uri("http://192.0.2.1/"), [], connections: 1, TimeSpan.FromSeconds(1)));
}
