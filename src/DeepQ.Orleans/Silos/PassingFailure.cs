namespace DeepQ.Orleans.Silos;

/// <summary>Distinguishes failures of the connection with a grain from failures of the grain.</summary>
internal static class PassingFailure
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns whether a failure is one of the connection.</summary>
    public static bool Is(Exception failure) => failure is TimeoutException or OrleansException;

    /// <summary>Calls until there is an answer.</summary>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public static async Task<T> RetryAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await call().WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (Is(e) && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Calls once, and returns null if the connection failed.</summary>
    public static async Task<T?> TryAsync<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception e) when (Is(e))
        {
            return null;
        }
    }
}
