using System.Diagnostics.Metrics;
using DeepQ.Serving;
using DeepQ.Serving.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds policies to the services of an application.</summary>
public static class PolicyServiceCollectionExtensions
{
    /// <summary>
    /// Adds a policy that follows its file, as <see cref="IPolicy"/> and <see cref="ReloadingPolicy"/>, and a
    /// <see cref="MicroBatcher"/> over it, all of them singletons.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="path">The path of the ONNX file.</param>
    /// <param name="configure">Configures the options; null for the defaults.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>
    /// In a hosted application the policy is loaded at startup, which fails if the file is not a policy.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public static IServiceCollection AddDeepQPolicy(
        this IServiceCollection services, string path, Action<PolicyServiceOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(path);
        services.AddOptions<PolicyServiceOptions>().Configure(options =>
        {
            options.Path = path;
            configure?.Invoke(options);
        });
        services.TryAddSingleton(provider => new PolicyMeter(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton(provider => new ReloadingPolicy(
            provider.GetRequiredService<IOptions<PolicyServiceOptions>>().Value,
            provider.GetService<ILogger<ReloadingPolicy>>(),
            provider.GetRequiredService<PolicyMeter>()));
        services.TryAddSingleton<IPolicy>(provider => provider.GetRequiredService<ReloadingPolicy>());
        services.TryAddSingleton(provider => new MicroBatcher(
            provider.GetRequiredService<ReloadingPolicy>(),
            provider.GetRequiredService<IOptions<PolicyServiceOptions>>().Value.MicroBatch,
            provider.GetService<TimeProvider>()));
        services.AddHostedService<PolicyStartup>();
        return services;
    }
}
