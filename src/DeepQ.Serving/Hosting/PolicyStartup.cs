using Microsoft.Extensions.Hosting;

namespace DeepQ.Serving.Hosting;

/// <summary>Loads the policy when the service starts, so that a bad file stops it there.</summary>
internal sealed class PolicyStartup : IHostedService
{
    // Requesting the policy from the container loads it.
    public PolicyStartup(ReloadingPolicy policy) => ArgumentNullException.ThrowIfNull(policy);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
