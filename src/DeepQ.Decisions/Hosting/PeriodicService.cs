using Microsoft.Extensions.Hosting;

namespace DeepQ.Decisions.Hosting;

/// <summary>Runs a task each time an interval has passed since the application started, until it stops.</summary>
/// <param name="interval">The interval.</param>
/// <param name="time">The clock.</param>
/// <param name="atOnce">Whether it first runs at the start, not after the first interval.</param>
internal abstract class PeriodicService(TimeSpan interval, TimeProvider time, bool atOnce = false) : BackgroundService
{
    private PeriodicTimer? _timer;

    /// <summary>The clock.</summary>
    protected TimeProvider Time { get; } = time;

    /// <summary>Starts the timer before it returns; the task may run later if there are few threads.</summary>
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
            // Also stops if another service could not be started, which is not a failure of this one.
        }
    }

    /// <summary>Runs the task once.</summary>
    protected abstract Task TickAsync(CancellationToken cancellationToken);
}
