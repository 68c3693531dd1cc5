using DeepQ.Orleans.Silos;

namespace DeepQ.Orleans.Cluster;

/// <summary>Repeats a request for a limited time while silos are lost or late.</summary>
/// <param name="limit">The time.</param>
/// <param name="clock">The clock.</param>
/// <param name="fail">Creates the error.</param>
/// <param name="cancellationToken">Cancels.</param>
internal sealed class Patience(
    TimeSpan limit, TimeProvider clock, Func<string, Exception?, Exception> fail, CancellationToken cancellationToken)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Creates the patience of a sweep.</summary>
    public Patience(ClusterSweepOptions options, CancellationToken cancellationToken)
        : this(options.Patience, options.TimeProvider, (message, cause) => new SweepClusterException(message, cause), cancellationToken)
    {
    }

    /// <summary>Asks until there is an answer.</summary>
    /// <exception cref="Exception">There was no answer within the limit.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        long start = clock.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await ask().WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (PassingFailure.Is(e))
            {
                if (clock.GetElapsedTime(start) > limit)
                    throw fail($"No silo answered for {limit}: {e.Message}", e);
            }

            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
