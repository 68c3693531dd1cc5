using DeepQ.Decisions.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeepQ.Decisions.Hosting;

/// <summary>Takes each second what other processes have changed in the registry.</summary>
internal sealed class RegistryFollower(PolicyRegistry registry, TimeProvider time, ILogger<PolicyRegistry> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private string? _told;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
                Follow();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Also where another service could not be started, which is no failure of this one.
        }
    }

    private void Follow()
    {
        try
        {
            if (registry.Refresh())
                DecisionLogger.Followed(logger, registry.VersionInUse?.Name ?? "none", registry.CandidateVersion?.Name ?? "none");
            _told = null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The same each second is told once.
            if (_told != error.Message)
                DecisionLogger.NotFollowed(logger, error);
            _told = error.Message;
        }
    }
}
