using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeepQ.Serving.Hosting;

/// <summary>
/// Checks whether the policy acts. Degraded while the current file is refused and an older version serves.
/// </summary>
/// <param name="policy">The policy.</param>
/// <remarks>
/// The data are the version and the execution provider. Added with
/// <c>services.AddHealthChecks().AddCheck&lt;PolicyHealthCheck&gt;("policy")</c>.
/// </remarks>
public sealed class PolicyHealthCheck(ReloadingPolicy policy) : IHealthCheck
{
    /// <summary>Lets the policy act in the state of zeros.</summary>
    /// <param name="context">The check's registration.</param>
    /// <param name="cancellationToken">Ignored, because the check takes microseconds.</param>
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        try
        {
            using PolicyLease lease = policy.Acquire();
            lease.Policy.Probe();
            Dictionary<string, object> data = new()
            {
                ["version"] = lease.Policy.Version,
                ["provider"] = lease.Policy.ExecutionProvider,
            };
            return policy.Refusal is { } refusal
                ? HealthCheckResult.Degraded($"The current file is refused: {refusal}", data: data)
                : HealthCheckResult.Healthy("The policy acts.", data);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return HealthCheckResult.Unhealthy("The policy does not act.", e);
        }
    }
}
