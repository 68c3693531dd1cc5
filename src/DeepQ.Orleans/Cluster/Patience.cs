namespace DeepQ.Orleans.Cluster;

/// <summary>Asks again where a silo was lost or is late, for a limited time.</summary>
/// <param name="options">How long.</param>
/// <param name="cancellationToken">Ends the waiting.</param>
internal sealed class Patience(ClusterSweepOptions options, CancellationToken cancellationToken)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Asks until there is an answer.</summary>
    /// <exception cref="SweepClusterException">There was none for as long as the options allow.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        long start = options.TimeProvider.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await ask().WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (IsPassing(e))
            {
                if (options.TimeProvider.GetElapsedTime(start) > options.Patience)
                    throw new SweepClusterException($"No silo answered for {options.Patience}: {e.Message}", e);
            }

            await Task.Delay(Pause, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a failure is one of the way to a silo, and says nothing of the training.</summary>
    public static bool IsPassing(Exception failure) => failure is TimeoutException or OrleansException;
}
