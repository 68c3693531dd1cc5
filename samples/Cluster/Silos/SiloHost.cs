using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Dashboard;
using StackExchange.Redis;

namespace ClusterSample.Silos;

/// <summary>
/// Creates silos. They find each other by the port of the first one, by a Redis server, or by what the section <c>Orleans</c> of the
/// configuration says, as a container has it in its environment.
/// </summary>
internal static class SiloHost
{
    private const string Clustering = "Orleans:Clustering";

    /// <summary>Creates a silo.</summary>
    /// <param name="plan">How it finds the others.</param>
    /// <param name="configure">Configures the silo further.</param>
    public static IHost Create(SiloPlan plan, Action<ISiloBuilder>? configure = null)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        Prepare(builder, plan, configure);
        return builder.Build();
    }

    /// <summary>Creates a silo that serves the dashboard of its cluster.</summary>
    /// <param name="plan">How it finds the others.</param>
    /// <param name="port">The port of the dashboard, on this machine.</param>
    public static IHost CreateWithDashboard(SiloPlan plan, int port)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}"));
        Prepare(builder, plan with { IsWatched = true }, configure: null);
        WebApplication host = builder.Build();
        host.MapOrleansDashboard();
        return host;
    }

    /// <summary>Returns two ports that are currently free.</summary>
    public static (int Silo, int Gateway) FreePorts()
    {
        using TcpListener first = new(IPAddress.Loopback, 0);
        using TcpListener second = new(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }

    private static void Prepare(IHostApplicationBuilder builder, SiloPlan plan, Action<ISiloBuilder>? configure)
    {
        builder.Logging.ClearProviders();
        if (plan.Redis is not null)
            (builder.Configuration[$"{Clustering}:ProviderType"], builder.Configuration[$"{Clustering}:ConnectionString"]) = ("Redis", plan.Redis);
        if (plan.Cluster is not null)
            builder.Configuration["Orleans:ClusterId"] = plan.Cluster;
        if (plan.FirstPort is null && builder.Configuration[$"{Clustering}:ProviderType"] is null)
        {
            throw new IOException(
                "Where do the silos find each other? Name a Redis server by --redis, or set the environment variables " +
                "Orleans__Clustering__ProviderType to Redis and Orleans__Clustering__ConnectionString to its host and port.");
        }

        // Orleans takes the connection from the services where the configuration has its name alone.
        if (builder.Configuration[$"{Clustering}:ServiceKey"] is { } key && builder.Configuration.GetConnectionString(key) is { } connection)
            builder.Services.AddKeyedSingleton<IConnectionMultiplexer>(key, (_, _) => ConnectionMultiplexer.Connect(connection));
        builder.UseOrleans(silo =>
        {
            if (plan is { Ports: { } own, FirstPort: { } first })
                silo.UseLocalhostClustering(own.Silo, own.Gateway, new IPEndPoint(IPAddress.Loopback, first));
            else if (plan.Ports is { } ports)
                silo.ConfigureEndpoints(IPAddress.Loopback, ports.Silo, ports.Gateway);
            string name = plan.Name ?? $"{Environment.MachineName}-{Environment.ProcessId}";
            silo.Configure<SiloOptions>(options => options.SiloName = name);
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                // A lost silo should be detected quickly.
                options.ProbeTimeout = TimeSpan.FromSeconds(1);
                options.NumVotesForDeathDeclaration = 1;
            });
            if (plan.IsWatched)
                silo.AddDashboard();
            configure?.Invoke(silo);
        });
    }
}
