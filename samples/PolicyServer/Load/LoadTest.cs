using System.Globalization;
using System.Text.Json;
using DeepQ.Serving;
using PolicyServer.Acting;

namespace PolicyServer.Load;

/// <summary>
/// Measures the server on loopback, with the clients in the same process: states by request, connections at once.
/// </summary>
internal static class LoadTest
{
    private static readonly (int States, int Connections, bool MicroBatch)[] Measurements =
        [(1, 1, false), (1, 8, false), (1, 32, false), (1, 32, true), (64, 8, false), (1_024, 8, false)];

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            LoadOptions options = LoadOptions.Read(args);
            Console.WriteLine($"{Environment.ProcessorCount} cores for clients and server, {options.Seconds} s each");
            Console.WriteLine();
            Console.WriteLine("| states | connections | requests/s | states/s | p50 ms | p99 ms | failures |");
            Console.WriteLine("|---|---|---|---|---|---|---|");
            int failures = 0;
            foreach ((int states, int connections, bool microBatch) in Measurements)
            {
                LoadResult result = await MeasureAsync(options, states, connections, microBatch);
                failures += result.Failures;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {states}{(microBatch ? ", micro-batches" : "")} | {connections} | {result.Rate:N0} | "
                    + $"{result.Rate * states:N0} | {result.Median.TotalMilliseconds:F2} | "
                    + $"{result.P99.TotalMilliseconds:F2} | {result.Failures} |"));
            }

            return failures == 0 ? 0 : 1;
        }
        catch (Exception failure) when (Server.Explain(failure) is { } explanation)
        {
            Console.Error.WriteLine(explanation);
            return 1;
        }
    }

    private static async Task<LoadResult> MeasureAsync(
        LoadOptions options, int states, int connections, bool microBatch)
    {
        await using WebApplication app = Server.Build(
        [
            "--policy", options.Policy, $"--Server:MicroBatch={microBatch}",
            "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning",
        ]);
        await app.StartAsync();
        Uri address = new(app.Urls.First());
        byte[] request = Request(app.Services.GetRequiredService<IPolicy>().ObservationSize, states);

        // Warm-up: compilation and connections are not measured.
        await LoadClients.RunAsync(address, request, connections, TimeSpan.FromSeconds(1));
        LoadResult result = await LoadClients.RunAsync(
            address, request, connections, TimeSpan.FromSeconds(options.Seconds));
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
