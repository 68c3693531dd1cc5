using System.Diagnostics;
using System.Net.Http.Headers;

namespace PolicyLoad;

/// <summary>
/// Clients that each send the next request as soon as they have a response, on their own connections.
/// </summary>
internal static class LoadClients
{
    // A limit for measurements of any duration.
    private const int MaxRequests = 1_000_000;

    public static async Task<LoadResult> RunAsync(Uri server, byte[] request, int connections, TimeSpan duration)
    {
        if (!server.IsLoopback)
            throw new ArgumentException($"The load is for this machine, not for {server}.", nameof(server));

        long start = Stopwatch.GetTimestamp();
        Outcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(
            () => AskAsync(server, request, duration, MaxRequests / connections))));
        return LoadResult.Of(
            [.. outcomes.SelectMany(outcome => outcome.Latencies)],
            outcomes.Sum(outcome => outcome.Failures),
            Stopwatch.GetElapsedTime(start));
    }

    private static async Task<Outcome> AskAsync(Uri server, byte[] request, TimeSpan duration, int most)
    {
        using SocketsHttpHandler handler = new() { MaxConnectionsPerServer = 1, UseProxy = false };
        using HttpClient client = new(handler) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(10) };
        List<TimeSpan> latencies = [];
        int failures = 0;
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration && latencies.Count + failures < most)
        {
            long asked = Stopwatch.GetTimestamp();
            using ByteArrayContent content = new(request);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using HttpResponseMessage response = await client.PostAsync("/v1/act", content);
            if (response.IsSuccessStatusCode)
                latencies.Add(Stopwatch.GetElapsedTime(asked));
            else
                failures++;
        }

        return new(latencies, failures);
    }

    private sealed record Outcome(List<TimeSpan> Latencies, int Failures);
}
