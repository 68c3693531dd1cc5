using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans.Hosting;
using DeepQ.Orleans.Silos;

namespace Orleans.Hosting;

/// <summary>Lets a silo train for sweeps.</summary>
public static class SweepSiloBuilderExtensions
{
    /// <summary>Lets a silo make the trainings of sweeps that a client asks for by name.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="sweeps">The sweeps, each of another name. Every silo of the cluster has the same ones.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ArgumentException">There is no sweep, two have the same name, or an option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The silo has sweeps already.</exception>
    public static ISiloBuilder AddDeepQSweeps(
        this ISiloBuilder builder, IEnumerable<EnvironmentSweep> sweeps, Action<SweepSiloOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(sweeps);
        SweepSiloOptions options = new();
        configure?.Invoke(options);
        options.Validate();
        return SiloRegistration.Add(
            builder,
            sweeps,
            sweep => sweep.Name,
            "sweep",
            nameof(AddDeepQSweeps),
            (known, silo, address) => new SiloTrainings(known, options, silo, address));
    }
}
