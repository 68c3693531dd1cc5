using DeepQ.Decisions;
using DeepQ.Decisions.MLNet;
using DeepQ.Decisions.MLNet.Hosting;
using DeepQ.Decisions.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds learning from the log of decisions to the services of an application.</summary>
public static class DecisionTrainingServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="DecisionTrainer"/>. The application watches its versions and learns again when there are
    /// enough new decisions. Requires the services of <c>AddDecisions</c> and <c>AddPolicyRegistry</c>.
    /// </summary>
    /// <param name="services">The services of the application.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddDecisionTraining(
        this IServiceCollection services, Action<DecisionTrainerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<DecisionTrainerOptions>().Configure(options => configure?.Invoke(options));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new DecisionTrainer(
            provider.GetRequiredService<IOptions<DecisionOptions>>().Value,
            provider.GetRequiredService<IDecisionStore>(),
            provider.GetRequiredService<PolicyRegistry>(),
            provider.GetRequiredService<IOptions<DecisionTrainerOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<DecisionTrainer>>()));
        services.AddHostedService<DecisionLearning>();
        return services;
    }
}
