using System.Diagnostics.Metrics;
using DeepQ.Decisions;
using DeepQ.Decisions.Diagnostics;
using DeepQ.Decisions.Hosting;
using DeepQ.Decisions.Policies;
using DeepQ.Decisions.Sqlite;
using DeepQ.Decisions.Storage;
using DeepQ.Serving;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds decisions to the services of an application.</summary>
public static class DecisionServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="DecisionService"/> and its log in a SQLite file, an <see cref="IDecisionStore"/>, as singletons.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="log">The options of the file; null for the defaults.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <inheritdoc cref="AddDecisions(IServiceCollection, Action{DecisionOptions})" path="/remarks"/>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public static IServiceCollection AddDecisions(
        this IServiceCollection services, string path, Action<DecisionOptions> configure, SqliteStoreOptions? log = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(path);
        services.TryAddSingleton<IDecisionStore>(_ => new SqliteDecisionStore(path, log));
        return services.AddDecisions(configure);
    }

    /// <summary>Adds a <see cref="DecisionService"/> over an <see cref="IDecisionStore"/> of the application, as a singleton.</summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks>
    /// <para>
    /// A hosted application opens the log at the start, which fails if this is impossible or the options are invalid.
    /// </para>
    /// <para>
    /// An <see cref="IPolicyVersions"/> of the application provides the policies that decide. Without one,
    /// <see cref="PolicyVersions"/> does, initially with the <see cref="IPolicy"/> of the application, if any, as the
    /// policy in use. A <see cref="Random"/> of the application draws the actions, if there is one: it must be used for
    /// decisions only.
    /// </para>
    /// </remarks>
    public static IServiceCollection AddDecisions(this IServiceCollection services, Action<DecisionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<DecisionOptions>().Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new DecisionMeter(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton(provider => new PolicyVersions { InUse = provider.GetService<IPolicy>() });
        services.TryAddSingleton<IPolicyVersions>(provider => provider.GetRequiredService<PolicyVersions>());
        services.TryAddSingleton(provider => new DecisionService(
            provider.GetRequiredService<IOptions<DecisionOptions>>().Value,
            provider.GetRequiredService<IDecisionStore>(),
            provider.GetRequiredService<IPolicyVersions>(),
            provider.GetService<Random>() ?? new Random(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<DecisionMeter>(),
            provider.GetService<ILogger<DecisionService>>()));
        services.AddHostedService<DecisionHost>();
        return services;
    }

    /// <summary>
    /// Adds a <see cref="PolicyRegistry"/> as a singleton, which provides the policies that decide and survives the
    /// process. A hosted application applies the changes of other processes within a second.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="folder">The folder; an empty or missing one becomes a registry.</param>
    /// <param name="load">Loads a policy from the path of its file; null for <see cref="ManagedPolicy"/>.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is empty.</exception>
    public static IServiceCollection AddPolicyRegistry(this IServiceCollection services, string folder, Func<string, IPolicy>? load = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new PolicyRegistry(folder, load, provider.GetRequiredService<TimeProvider>()));
        services.Replace(ServiceDescriptor.Singleton<IPolicyVersions>(provider => provider.GetRequiredService<PolicyRegistry>()));
        services.AddHostedService<RegistryFollower>();
        return services;
    }

    /// <summary>
    /// Adds a <see cref="DecisionDoctor"/> over the log of the application, and a <see cref="DecisionHealthCheck"/>, as singletons.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="options">The options of the join; null for the defaults.</param>
    /// <param name="window">The length of the window that the health check examines; null for one day.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <remarks><c>services.AddHealthChecks().AddCheck&lt;DecisionHealthCheck&gt;("decisions")</c> adds the check to the others.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The window is not positive.</exception>
    public static IServiceCollection AddDecisionDoctor(
        this IServiceCollection services, JoinOptions? options = null, TimeSpan? window = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        TimeSpan length = window ?? TimeSpan.FromDays(1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero, nameof(window));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new DecisionDoctor(provider.GetRequiredService<IDecisionStore>(), options));
        services.TryAddSingleton(provider => new DecisionHealthCheck(
            provider.GetRequiredService<DecisionDoctor>(), length, provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
