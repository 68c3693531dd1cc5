using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans.Hosting;
using DeepQ.Orleans.Silos;

namespace Orleans.Hosting;

/// <summary>Adds the trainings of sweeps to a silo.</summary>
public static class SweepSiloBuilderExtensions
{
    /// <summary>Adds sweeps whose trainings clients can request by the name of the sweep.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="sweeps">The sweeps, with different names. Every silo of the cluster has the same sweeps.</param>
    /// <param name="configure">Sets the options; null for the defaults.</param>
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
