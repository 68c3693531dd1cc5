using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.MinAtar;
using DeepQ.Environments.Tabular;

namespace DeepQ.Environments;

/// <summary>
/// Environments by name, such as CartPole-v1. A registry is immutable: <see cref="With"/> returns a new one.
/// </summary>
public sealed class EnvironmentRegistry
{
    private readonly SortedDictionary<string, Func<IEnvironment>> _factories = new(StringComparer.Ordinal);

    private EnvironmentRegistry(IEnumerable<KeyValuePair<string, Func<IEnvironment>>> factories)
    {
        foreach ((string name, Func<IEnvironment> create) in factories)
            _factories[name] = create;
    }

    /// <summary>The environments of this library, by the names that Gymnasium and MinAtar give them.</summary>
    public static EnvironmentRegistry Standard { get; } = new(new Dictionary<string, Func<IEnvironment>>(MinAtarGames())
    {
        ["Acrobot-v1"] = () => new Acrobot(),
        ["CartPole-v1"] = () => new CartPole(),
        ["CliffWalking-v1"] = () => new CliffWalking(),
        ["FrozenLake-v1"] = () => new FrozenLake(),
        ["FrozenLake8x8-v1"] = () => FrozenLake.Create8x8(),
        ["MountainCar-v0"] = () => new MountainCar(),
        ["Taxi-v3"] = () => new Taxi(),
    });

    /// <summary>The names, in ordinal order.</summary>
    public IReadOnlyCollection<string> Names => _factories.Keys;

    /// <summary>Creates an environment.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>A new environment, not reset yet.</returns>
    /// <exception cref="ArgumentException">There is no environment of this name; the message lists the names.</exception>
    public IEnvironment Make(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _factories.TryGetValue(name, out Func<IEnvironment>? create)
            ? create()
            : throw new ArgumentException($"There is no environment '{name}'. There are {string.Join(", ", Names)}.", nameof(name));
    }

    /// <summary>Returns a registry with one environment more, or with another one under an existing name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="create">Makes the environment, a new one at each call.</param>
    /// <returns>A new registry; this one does not change.</returns>
    public EnvironmentRegistry With(string name, Func<IEnvironment> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        return new EnvironmentRegistry([.. _factories, KeyValuePair.Create(name, create)]);
    }

    private static IEnumerable<KeyValuePair<string, Func<IEnvironment>>> MinAtarGames()
    {
        foreach (MinAtarProtocol protocol in new[] { MinAtarProtocol.Original, MinAtarProtocol.OriginalMinimal, MinAtarProtocol.Gymnax })
        {
            yield return new($"MinAtar/Asterix{protocol.Suffix}", () => new Asterix(protocol));
            yield return new($"MinAtar/Breakout{protocol.Suffix}", () => new Breakout(protocol));
            yield return new($"MinAtar/Freeway{protocol.Suffix}", () => new Freeway(protocol));
            yield return new($"MinAtar/Seaquest{protocol.Suffix}", () => new Seaquest(protocol));
            yield return new($"MinAtar/SpaceInvaders{protocol.Suffix}", () => new SpaceInvaders(protocol));
        }
    }
}
