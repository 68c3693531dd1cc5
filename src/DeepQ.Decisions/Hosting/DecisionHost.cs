using DeepQ.Decisions.Diagnostics;
using DeepQ.Decisions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DeepQ.Decisions.Hosting;

/// <summary>
/// Opens the log when the application starts, so that invalid options prevent the start; deletes old events; writes
/// queued events when the application stops, and drops them when the time to stop is over.
/// </summary>
internal sealed class DecisionHost(
    DecisionService service,
    IDecisionStore store,
    IOptions<DecisionOptions> options,
    TimeProvider time,
    ILogger<DecisionService> logger) : PeriodicService(TimeSpan.FromHours(1), time, atOnce: true)
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        using CancellationTokenRegistration late = cancellationToken.Register(service.Abandon);
        await service.DisposeAsync().ConfigureAwait(false);
    }

    protected override async Task TickAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Retention is not { } age)
            return;
        try
        {
            long deleted = await store.DeleteBeforeAsync(Time.GetUtcNow() - age, cancellationToken).ConfigureAwait(false);
            if (deleted > 0)
                DecisionLogger.Deleted(logger, deleted, age);
        }
        catch (DecisionStoreException error)
        {
            DecisionLogger.DeletionFailed(logger, error);
        }
    }
}
