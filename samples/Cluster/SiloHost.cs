using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ClusterSample.Measuring;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace ClusterSample;

/// <summary>Creates silos that find each other on this machine by the ports of the first one.</summary>
internal static class SiloHost
{
    /// <summary>The line that the process of a silo prints when it has joined.</summary>
    public const string Ready = "ready";

    /// <summary>Creates a silo.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="ports">A port for other silos, and one for clients.</param>
    /// <param name="firstPort">The port of the first silo.</param>
    /// <param name="configure">Configures the silo further.</param>
    public static IHost Create(string name, (int Silo, int Gateway) ports, int firstPort, Action<ISiloBuilder>? configure = null)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(ports.Silo, ports.Gateway, new IPEndPoint(IPAddress.Loopback, firstPort));
            silo.Configure<SiloOptions>(options => options.SiloName = name);
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                // On one machine, a lost silo should be detected quickly.
                options.ProbeTimeout = TimeSpan.FromSeconds(1);
                options.NumVotesForDeathDeclaration = 1;
            });
            configure?.Invoke(silo);
        });
        return builder.Build();
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

    /// <summary>Runs a silo until the process that started it ends.</summary>
    /// <param name="args">The name, the ports, the port of the first silo, the steps of a training and the folder of checkpoints.</param>
    public static async Task RunAsync(string[] args)
    {
        int[] numbers = [.. args[1..5].Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        using IHost host = Create(args[0], (numbers[0], numbers[1]), numbers[2], silo => silo.AddDeepQSweeps(
            [CartPoleSweep.Create(numbers[3])],
            options => (options.Folder, options.Places, options.CheckpointInterval) = (args[5], 1, 500))
            .AddDeepQTrainings(
                [.. WaitingCartPole.Durations.Select(WaitingCartPole.Create), .. BusyCartPole.All, .. ManyActors.All],
                options => options.Folder = args[5]));
        await host.StartAsync();
        Console.WriteLine(Ready);
        // Until standard input ends, which happens when the parent process ends.
        await Task.Run(Console.In.ReadToEnd);
        await host.StopAsync();
    }
}
