using DeepQ.Decisions.Diagnostics;
using Microsoft.Extensions.Logging;

namespace DeepQ.Decisions.Hosting;

/// <summary>Takes each second what other processes have changed in the registry.</summary>
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
            // The same each second is told once.
            if (_told != error.Message)
                DecisionLogger.NotFollowed(logger, error);
            _told = error.Message;
        }

        return Task.CompletedTask;
    }
}
