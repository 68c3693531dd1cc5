using Microsoft.Extensions.Hosting;

namespace DeepQ.Decisions.Hosting;

/// <summary>Does something each time an interval has passed since the application started, until it stops.</summary>
/// <param name="interval">The interval.</param>
/// <param name="time">The clock.</param>
/// <param name="atOnce">Whether the first time is at the start, and not after the first interval.</param>
internal abstract class PeriodicService(TimeSpan interval, TimeProvider time, bool atOnce = false) : BackgroundService
{
    private PeriodicTimer? _timer;

    /// <summary>The clock.</summary>
    protected TimeProvider Time { get; } = time;

    /// <summary>Starts the clock of the service before it returns; its work may begin later, where threads are few.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = new(interval, Time);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _timer?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (atOnce)
                await TickAsync(stoppingToken).ConfigureAwait(false);
            while (await _timer!.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
                await TickAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Also where another service could not be started, which is no failure of this one.
        }
    }

    /// <summary>Does it.</summary>
    protected abstract Task TickAsync(CancellationToken cancellationToken);
}
