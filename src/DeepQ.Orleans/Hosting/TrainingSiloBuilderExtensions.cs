using DeepQ.Orleans;
using DeepQ.Orleans.Silos;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Lets a silo take part in distributed trainings.</summary>
public static class TrainingSiloBuilderExtensions
{
    /// <summary>Lets a silo have actors, replay shards and learners of trainings that a client asks for by name.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="trainings">The trainings, each of another name. Every silo of the cluster has the same ones.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ArgumentException">There is no training, two have the same name, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The silo has trainings already.</exception>
    public static ISiloBuilder AddDeepQTrainings(
        this ISiloBuilder builder, IEnumerable<TrainingDefinition> trainings, Action<TrainingSiloOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(trainings);
        if (builder.Services.Any(service => service.ServiceType == typeof(SiloDefinitions)))
            throw new InvalidOperationException("AddDeepQTrainings was called already; give all trainings in one call.");
        TrainingSiloOptions options = new();
        configure?.Invoke(options);
        options.Validate();
        Dictionary<string, TrainingDefinition> known = new(StringComparer.Ordinal);
        foreach (TrainingDefinition training in trainings)
        {
            if (!known.TryAdd(training.Name, training))
                throw new ArgumentException($"Two trainings have the name '{training.Name}'.", nameof(trainings));
        }

        if (known.Count == 0)
            throw new ArgumentException("There is no training to take part in.", nameof(trainings));
        builder.Services.AddSingleton(services =>
        {
            ILocalSiloDetails silo = services.GetRequiredService<ILocalSiloDetails>();
            return new SiloDefinitions(known, options, silo.Name, silo.SiloAddress.ToParsableString());
        });
        return builder;
    }
}
