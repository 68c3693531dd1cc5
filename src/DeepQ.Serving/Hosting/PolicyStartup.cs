using Microsoft.Extensions.Hosting;

namespace DeepQ.Serving.Hosting;

/// <summary>Has the policy loaded when the service starts, so that a bad file stops it there.</summary>
internal sealed class PolicyStartup : IHostedService
{
    // Its creation is what loads the policy.
    public PolicyStartup(ReloadingPolicy policy) => ArgumentNullException.ThrowIfNull(policy);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
