using DeepQ.Decisions;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Storage;

namespace DecisionServer.Summaries;

/// <summary>Reads summaries of the log. A recent one is reused for all callers.</summary>
internal sealed class SummaryReader(IDecisionStore store, PolicyRegistry registry, ServerOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private (TimeSpan Window, Summary Summary)? _last;

    public async Task<Summary> ReadAsync(TimeSpan window, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            DateTimeOffset now = time.GetUtcNow();
            if (_last is { } last && last.Window == window && (now - last.Summary.Time).Duration() < Kept)
                return last.Summary;
            Summary summary = await ReadAsync(now, window, cancellationToken);
            _last = (window, summary);
            return summary;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task<Summary> ReadAsync(DateTimeOffset now, TimeSpan window, CancellationToken cancellationToken)
    {
        SummaryBuilder builder = new(now, window);

        // Episodes in the window may have begun before it.
        long start = await store.FindStartAsync(builder.Since - options.EpisodeTimeout, cancellationToken);
        await using SeenStore seen = new(store, start, builder.See);
        JoinedLog log = new(seen, now, options.Join);
        await foreach (JoinedEpisode episode in log.WithCancellation(cancellationToken))
            builder.See(episode);
        return builder.ToSummary(NameOf);
    }

    private string NameOf(string version) =>
        registry.Versions.FirstOrDefault(each => each.Sha256 == version)?.Name ?? version;
}
