using DeepQ.Orleans;
using DeepQ.Orleans.Hosting;
using DeepQ.Orleans.Silos;

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
