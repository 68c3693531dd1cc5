using DeepQ.Decisions;
using DeepQ.Decisions.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds decisions with a log in PostgreSQL to the services of an application.</summary>
public static class PostgreSqlServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="DecisionService"/> and its log in PostgreSQL, an <see cref="IDecisionStore"/>, as singletons.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="connectionString">The connection string for Npgsql.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <inheritdoc cref="DecisionServiceCollectionExtensions.AddDecisions(IServiceCollection, Action{DecisionOptions})" path="/remarks"/>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is empty.</exception>
    public static IServiceCollection AddPostgreSqlDecisions(
        this IServiceCollection services, string connectionString, Action<DecisionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        services.TryAddSingleton<IDecisionStore>(_ => new PostgreSqlDecisionStore(connectionString));
        return services.AddDecisions(configure);
    }
}
