using System.Diagnostics.Metrics;
using DeepQ.Serving.Hosting;

namespace DeepQ.Serving.Tests.Hosting;

public sealed class MicroBatcherTests : IDisposable
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly PolicyFolder _folder = new();
    private readonly PolicyMeter _metrics = new();
    private readonly ReloadingPolicy _policy;
    private readonly ManualTime _time = new();

    public MicroBatcherTests() => _policy = new(_folder.Options(), metrics: _metrics);

    public void Dispose()
    {
        _policy.Dispose();
        _metrics.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_lone_request_is_answered_when_the_delay_is_over_and_not_before()
    {
        await using MicroBatcher batcher = new(_policy, new() { MaxDelay = Delay }, _time);

        Task<PolicyDecision> answer = batcher.DecideAsync(new float[] { 1 });
        await _time.TimerMade();
        _time.Advance(Delay - TimeSpan.FromTicks(1));
        Assert.False(answer.IsCompleted);

        _time.Advance(TimeSpan.FromTicks(1));
        PolicyDecision decision = await answer.WaitAsync(Limit);
        Assert.Equal(2, decision.Action);
        Assert.Equal([1, 2, 3], decision.QValues);
        Assert.Equal(_policy.Version, decision.Version);
    }

    [Fact]
    public async Task The_delay_counts_from_the_first_request_of_a_batch()
    {
        await using MicroBatcher batcher = new(_policy, new() { MaxDelay = Delay }, _time);

        Task<PolicyDecision> first = batcher.DecideAsync(new float[] { 1 });
        await _time.TimerMade();
        _time.Advance(Delay / 2);
        Task<PolicyDecision> second = batcher.DecideAsync(new float[] { -1 });
        _time.Advance(Delay / 2);

        Assert.Equal(2, (await first.WaitAsync(Limit)).Action);
        // It came too late to join only if the batcher had not yet seen it; then it waits for a delay of its own.
        while (!second.IsCompleted)
        {
            await Task.WhenAny(second, _time.TimerMade()).WaitAsync(Limit);
            _time.Advance(Delay);
        }

        Assert.Equal(0, (await second).Action);
    }

    [Fact]
    public async Task A_full_batch_runs_at_once_and_as_one()
    {
        List<long> states = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "deepq.policy.states")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (ReferenceEquals(instrument.Meter, _metrics.Meter))
                states.Add(value);
        });
        listener.Start();
        await using MicroBatcher batcher = new(_policy, new() { MaxDelay = Delay, MaxBatchSize = 3 }, _time);

        PolicyDecision[] answers = await Task.WhenAll(
            batcher.DecideAsync(new float[] { 1 }),
            batcher.DecideAsync(new float[] { -1 }),
            batcher.DecideAsync(new float[] { 1 }, new[] { true, true, false })).WaitAsync(Limit);

        Assert.Equal([2, 0, 1], answers.Select(answer => answer.Action));
        Assert.Equal([3], states);
    }

    [Fact]
    public async Task Without_delay_nobody_waits_for_a_timer()
    {
        await using MicroBatcher batcher = new(_policy, new() { MaxDelay = TimeSpan.Zero }, _time);

        PolicyDecision[] answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(i => batcher.DecideAsync(new float[] { i + 1 }))).WaitAsync(Limit);

        Assert.Equal(Enumerable.Range(1, 100).Select(i => 3f * i), answers.Select(answer => answer.QValues[2]));
    }

    [Fact]
    public async Task A_bad_request_fails_alone()
    {
        await using MicroBatcher batcher = new(_policy, new() { MaxDelay = TimeSpan.Zero });

        Task<PolicyDecision> good = batcher.DecideAsync(new float[] { 1 });

        await Assert.ThrowsAsync<ArgumentException>(() => batcher.DecideAsync(new float[] { 1, 2 }));
        await Assert.ThrowsAsync<ArgumentException>(() => batcher.DecideAsync(new float[] { float.NaN }));
        await Assert.ThrowsAsync<ArgumentException>(() => batcher.DecideAsync(new float[] { 1 }, new bool[3]));
        Assert.Equal(2, (await good.WaitAsync(Limit)).Action);
    }

    [Fact]
    public async Task Whoever_gives_up_waits_no_longer()
    {
        await using MicroBatcher batcher = new(_policy, new() { MaxDelay = Delay }, _time);
        using CancellationTokenSource stop = new();

        Task<PolicyDecision> answer = batcher.DecideAsync(new float[] { 1 }, cancellationToken: stop.Token);
        await _time.TimerMade();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        _time.Advance(Delay);
    }

    [Fact]
    public async Task A_disposed_batcher_answers_who_waits_and_takes_no_more()
    {
        MicroBatcher batcher = new(_policy, new() { MaxDelay = Delay }, _time);
        Task<PolicyDecision> answer = batcher.DecideAsync(new float[] { 1 });
        await _time.TimerMade();

        await batcher.DisposeAsync().AsTask().WaitAsync(Limit);

        Assert.Equal(2, (await answer).Action);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => batcher.DecideAsync(new float[] { 1 }));
    }
}
