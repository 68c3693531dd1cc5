using DeepQ.Decisions.Diagnostics;
using DeepQ.Decisions.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DeepQ.Decisions.Hosting;

/// <summary>
/// Has the log opened when the application starts, so that bad options stop it there; deletes what is too old; writes what
/// waits when the application stops, and gives up what waits where the time to stop is over.
/// </summary>
internal sealed class DecisionHost(
    DecisionService service,
    IDecisionStore store,
    IOptions<DecisionOptions> options,
    TimeProvider time,
    ILogger<DecisionService> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        using CancellationTokenRegistration late = cancellationToken.Register(service.Abandon);
        await service.DisposeAsync().ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Retention is not { } age)
            return;
        using PeriodicTimer timer = new(Interval, time);
        do
        {
            try
            {
                long deleted = await store.DeleteBeforeAsync(time.GetUtcNow() - age, stoppingToken).ConfigureAwait(false);
                if (deleted > 0)
                    DecisionLogger.Deleted(logger, deleted, age);
            }
            catch (DecisionStoreException error)
            {
                DecisionLogger.DeletionFailed(logger, error);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
        while (await IsDueAsync(timer, stoppingToken).ConfigureAwait(false));
    }

    private static async ValueTask<bool> IsDueAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
