using System.Globalization;
using System.Text.Json;
using DeepQ.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PolicyServer;
using PolicyServer.Acting;

namespace PolicyLoad;

/// <summary>
/// Measures the server on loopback, with the clients in the same process: states by request, connections at once.
/// </summary>
internal static class LoadTest
{
    private static readonly (int States, int Connections, bool MicroBatch)[] Measurements =
        [(1, 1, false), (1, 8, false), (1, 32, false), (1, 32, true), (64, 8, false), (1_024, 8, false)];

    public static async Task<int> RunAsync(string policy, TimeSpan duration)
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores for clients and server, {duration.TotalSeconds} s each");
        Console.WriteLine();
        Console.WriteLine("| states | connections | requests/s | states/s | p50 ms | p99 ms | failures |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        int failures = 0;
        foreach ((int states, int connections, bool microBatch) in Measurements)
        {
            LoadResult result = await MeasureAsync(policy, duration, states, connections, microBatch);
            failures += result.Failures;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {states}{(microBatch ? ", micro-batches" : "")} | {connections} | {result.Rate:N0} | "
                + $"{result.Rate * states:N0} | {result.Median.TotalMilliseconds:F2} | "
                + $"{result.P99.TotalMilliseconds:F2} | {result.Failures} |"));
        }

        return failures == 0 ? 0 : 1;
    }

    private static async Task<LoadResult> MeasureAsync(
        string policy, TimeSpan duration, int states, int connections, bool microBatch)
    {
        await using WebApplication app = Server.Build(
        [
            "--policy", policy, $"--Server:MicroBatch={microBatch}",
            "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning",
        ]);
        await app.StartAsync();
        Uri address = new(app.Urls.First());
        byte[] request = Request(app.Services.GetRequiredService<IPolicy>().ObservationSize, states);

        // What is compiled and connected at the first requests is not measured.
        await LoadClients.RunAsync(address, request, connections, TimeSpan.FromSeconds(1));
        LoadResult result = await LoadClients.RunAsync(address, request, connections, duration);
        await app.StopAsync();
        return result;
    }

    private static byte[] Request(int observationSize, int states)
    {
        Random random = new(1);
        float[][] rows = [.. Enumerable.Range(0, states).Select(_ =>
            Enumerable.Range(0, observationSize).Select(_ => MathF.Round(random.NextSingle() - 0.5f, 4)).ToArray())];
        return JsonSerializer.SerializeToUtf8Bytes(new ActRequest { States = rows }, ServerJson.Default.ActRequest);
    }
}
