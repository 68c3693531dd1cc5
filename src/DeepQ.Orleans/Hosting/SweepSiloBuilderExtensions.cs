using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans.Silos;
using Microsoft.Extensions.DependencyInjection;

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
        if (builder.Services.Any(service => service.ServiceType == typeof(SiloTrainings)))
            throw new InvalidOperationException("AddDeepQSweeps was called already; give all sweeps in one call.");
        SweepSiloOptions options = new();
        configure?.Invoke(options);
        options.Validate();
        Dictionary<string, EnvironmentSweep> known = new(StringComparer.Ordinal);
        foreach (EnvironmentSweep sweep in sweeps)
        {
            if (!known.TryAdd(sweep.Name, sweep))
                throw new ArgumentException($"Two sweeps have the name '{sweep.Name}'.", nameof(sweeps));
        }

        if (known.Count == 0)
            throw new ArgumentException("There is no sweep to train for.", nameof(sweeps));
        builder.Services.AddSingleton(services =>
        {
            ILocalSiloDetails silo = services.GetRequiredService<ILocalSiloDetails>();
            return new SiloTrainings(known, options, silo.Name, silo.SiloAddress.ToParsableString());
        });
        return builder;
    }
}
