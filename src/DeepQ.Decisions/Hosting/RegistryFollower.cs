using DeepQ.Decisions.Diagnostics;
using Microsoft.Extensions.Logging;

namespace DeepQ.Decisions.Hosting;

/// <summary>Applies changes of the registry by other processes, once a second.</summary>
internal sealed class RegistryFollower(PolicyRegistry registry, TimeProvider time, ILogger<PolicyRegistry> logger)
    : PeriodicService(TimeSpan.FromSeconds(1), time)
{
    private string? _told;

    protected override Task TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (registry.Refresh())
                DecisionLogger.Followed(logger, registry.VersionInUse?.Name ?? "none", registry.CandidateVersion?.Name ?? "none");
            _told = null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The same error each second is logged once.
            if (_told != error.Message)
                DecisionLogger.NotFollowed(logger, error);
            _told = error.Message;
        }

        return Task.CompletedTask;
    }
}
