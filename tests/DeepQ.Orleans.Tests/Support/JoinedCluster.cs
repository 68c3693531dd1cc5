using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace DeepQ.Orleans.Tests.Support;

/// <summary>Silos and a client, each a host of its own with its own ports, that find each other as machines do.</summary>
internal sealed class JoinedCluster : IDisposable
{
    private const int MostAttempts = 3;

    private readonly Dictionary<string, IHost> _silos = [];
    private readonly List<IHost> _clients = [];
    private readonly string _id = Guid.NewGuid().ToString("N");

    /// <summary>Starts a silo on free ports, and waits until it has joined.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="configure">Says how it finds the others and what it does, given its ports.</param>
    /// <returns>Its port for other silos, and that for clients.</returns>
    public async Task<(int Silo, int Gateway)> StartSiloAsync(string name, Action<ISiloBuilder, (int Silo, int Gateway)> configure)
    {
        for (int attempt = 1; ; attempt++)
        {
            int[] free = FreePorts.Find(2);
            (int Silo, int Gateway) ports = (free[0], free[1]);
            _silos[name] = Build(name, ports, silo => configure(silo, ports));
            try
            {
                await _silos[name].StartAsync();
                return ports;
            }
            catch (Exception e) when (attempt < MostAttempts && HasLostPort(e))
            {
                // Another program was faster.
                await KillSiloAsync(name);
            }
        }
    }

    /// <summary>Connects a client.</summary>
    /// <param name="configure">Says how it finds the silos.</param>
    /// <param name="log">Receives what is logged; null for nobody.</param>
    public async Task<IClusterClient> ConnectAsync(Action<IClientBuilder> configure, ILoggerProvider? log = null)
    {
        HostApplicationBuilder builder = NewBuilder(log);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = ("tests", _id));
            // One that is not let in says so at once, and not after twenty attempts.
            client.UseConnectionRetryFilter((_, _) => Task.FromResult(false));
            configure(client);
        });
        _clients.Add(builder.Build());
        await _clients[^1].StartAsync();
        return _clients[^1].Services.GetRequiredService<IClusterClient>();
    }

    /// <summary>Ends a silo that tells nobody.</summary>
    public async Task KillSiloAsync(string name)
    {
        _silos.Remove(name, out IHost? silo);
        await EndAsync(silo!);
    }

    public void Dispose() => EndAllAsync().GetAwaiter().GetResult();

    private static HostApplicationBuilder NewBuilder(ILoggerProvider? log)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        if (log is not null)
            builder.Logging.AddProvider(log);
        return builder;
    }

    private static bool HasLostPort(Exception? e) =>
        e is not null && (e is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } || HasLostPort(e.InnerException));

    private IHost Build(string name, (int Silo, int Gateway) ports, Action<ISiloBuilder> configure)
    {
        HostApplicationBuilder builder = NewBuilder(log: null);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options => (options.ServiceId, options.ClusterId) = ("tests", _id));
            silo.Configure<SiloOptions>(options => options.SiloName = name);
            silo.ConfigureEndpoints(IPAddress.Loopback, ports.Silo, ports.Gateway);
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                // A silo that is killed is noticed within seconds.
                membership.ProbeTimeout = TimeSpan.FromSeconds(1);
                membership.NumMissedProbesLimit = 2;
                membership.TableRefreshTimeout = TimeSpan.FromSeconds(2);
                membership.NumVotesForDeathDeclaration = 1;
            });
            configure(silo);
        });
        return builder.Build();
    }

    // A silo that has lost the store would wait for it.
    private async Task EndAllAsync() => await Task.WhenAll(_clients.Concat(_silos.Values).Select(EndAsync))
        .WaitAsync(TimeSpan.FromSeconds(10)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static async Task EndAsync(IHost host)
    {
        await host.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ((IAsyncDisposable)host).DisposeAsync().ConfigureAwait(false);
    }
}
