using Microsoft.Extensions.DependencyInjection;

namespace DeepQ.Orleans.Hosting;

/// <summary>Registers the sweeps or trainings that a silo knows by name.</summary>
internal static class SiloRegistration
{
    /// <summary>Registers a service that knows some items by name, once.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="items">The items.</param>
    /// <param name="nameOf">Returns the name of an item.</param>
    /// <param name="noun">The word for an item.</param>
    /// <param name="method">The method that the caller called.</param>
    /// <param name="create">Creates the service from the items by name, the name of the silo and its address.</param>
    /// <exception cref="ArgumentException">There is no item, or two have the same name.</exception>
    /// <exception cref="InvalidOperationException">The service is registered already.</exception>
    public static ISiloBuilder Add<TItem, TService>(
        ISiloBuilder builder,
        IEnumerable<TItem> items,
        Func<TItem, string> nameOf,
        string noun,
        string method,
        Func<IReadOnlyDictionary<string, TItem>, string, string, TService> create)
        where TService : class
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(TService)))
            throw new InvalidOperationException($"{method} was called already; give all {noun}s in one call.");
        Dictionary<string, TItem> known = new(StringComparer.Ordinal);
        foreach (TItem item in items)
        {
            if (!known.TryAdd(nameOf(item), item))
                throw new ArgumentException($"Two {noun}s have the name '{nameOf(item)}'.", nameof(items));
        }

        if (known.Count == 0)
            throw new ArgumentException($"There is no {noun}: {method} takes one at least.", nameof(items));
        builder.Services.AddSingleton(services =>
        {
            ILocalSiloDetails silo = services.GetRequiredService<ILocalSiloDetails>();
            return create(known, silo.Name, silo.SiloAddress.ToParsableString());
        });
        return builder;
    }
}
