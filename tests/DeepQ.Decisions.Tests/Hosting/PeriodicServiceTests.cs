using DeepQ.Decisions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace DeepQ.Decisions.Tests.Hosting;

public sealed class PeriodicServiceTests
{
    [Fact]
    public async Task An_interval_begins_with_the_start_however_late_the_work_begins()
    {
        FakeTimeProvider time = new();
        using Counting service = new(time, atOnce: false);
        using ManualResetEventSlim free = new();
        using CountdownEvent waiting = new(2 * Environment.ProcessorCount);
        for (int i = 0; i < waiting.InitialCount; i++)
        {
            ThreadPool.QueueUserWorkItem(_ =>
            {
                free.Wait();
                waiting.Signal();
            });
        }

        Task start = service.StartAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromMinutes(1));
        free.Set();

        await start;
        await service.Ticked.WaitAsync(TimeSpan.FromMinutes(1));
        await service.StopAsync(CancellationToken.None);
        Assert.Equal(1, service.Ticks);
        waiting.Wait();
    }

    [Fact]
    public async Task The_first_time_may_be_the_start()
    {
        using Counting service = new(new FakeTimeProvider(), atOnce: true);

        await service.StartAsync(CancellationToken.None);
        await service.Ticked.WaitAsync(TimeSpan.FromMinutes(1));
        await service.StopAsync(CancellationToken.None);

        Assert.Equal(1, service.Ticks);
    }

    private sealed class Counting(TimeProvider time, bool atOnce) : PeriodicService(TimeSpan.FromMinutes(1), time, atOnce)
    {
        private readonly TaskCompletionSource _ticked = new();

        public int Ticks { get; private set; }

        public Task Ticked => _ticked.Task;

        protected override Task TickAsync(CancellationToken cancellationToken)
        {
            Ticks++;
            _ticked.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
