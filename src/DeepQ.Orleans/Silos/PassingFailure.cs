namespace DeepQ.Orleans.Silos;

/// <summary>Tells failures of the way to a grain from those of what it does.</summary>
internal static class PassingFailure
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether a failure is one of the way to a silo, and says nothing of the training.</summary>
    public static bool Is(Exception failure) => failure is TimeoutException or OrleansException;

    /// <summary>Calls until there is an answer.</summary>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
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

    /// <summary>Calls once; a failure of the way is no answer.</summary>
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
