using DeepQ.Orleans;
using DeepQ.Orleans.Hosting;
using DeepQ.Orleans.Silos;

namespace Orleans.Hosting;

/// <summary>Adds distributed trainings to a silo.</summary>
public static class TrainingSiloBuilderExtensions
{
    /// <summary>Adds trainings that clients can request by name. The silo then runs their actors, replay shards and learners.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="trainings">The trainings, with different names. Every silo of the cluster has the same trainings.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ArgumentException">There is no training, two have the same name, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The silo has trainings already.</exception>
    public static ISiloBuilder AddDeepQTrainings(
        this ISiloBuilder builder, IEnumerable<TrainingDefinition> trainings, Action<TrainingSiloOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(trainings);
        TrainingSiloOptions options = new();
        configure?.Invoke(options);
        options.Validate();
        return SiloRegistration.Add(
            builder,
            trainings,
            training => training.Name,
            "training",
            nameof(AddDeepQTrainings),
            (known, silo, address) => new SiloDefinitions(known, options, silo, address));
    }
}
