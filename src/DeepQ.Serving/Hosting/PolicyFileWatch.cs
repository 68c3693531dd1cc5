using Microsoft.Extensions.Logging;

namespace DeepQ.Serving.Hosting;

/// <summary>Checks a file whenever the system reports a change, and also at a fixed interval.</summary>
/// <remarks>
/// Only the content of the file decides, not its length or time; a check that finds nothing new costs no more than
/// reading the file. So no change is missed when notifications are lost, a folder is replaced, or a clock stands still.
/// </remarks>
internal sealed class PolicyFileWatch : IDisposable
{
    private static readonly TimeSpan MostToEnd = TimeSpan.FromSeconds(2);

    private readonly string _path;
    private readonly TimeSpan _pollInterval;
    private readonly Func<CancellationToken, Task> _look;
    private readonly ILogger _logger;
    private readonly FileSystemWatcher? _watcher;
    private readonly SemaphoreSlim _notice = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    /// <param name="path">The file.</param>
    /// <param name="pollInterval">The longest time between two checks.</param>
    /// <param name="look">Checks the file.</param>
    /// <param name="logger">Receives warnings.</param>
    public PolicyFileWatch(string path, TimeSpan pollInterval, Func<CancellationToken, Task> look, ILogger logger)
    {
        (_path, _pollInterval, _look, _logger) = (path, pollInterval, look, logger);
        _watcher = CreateWatcher();
        _watching = Task.Run(() => WatchAsync(_stop.Token));
    }

    /// <summary>Ends the watch; abandons a check that does not end.</summary>
    public void Dispose()
    {
        if (_stop.IsCancellationRequested)
            return;
        _watcher?.Dispose();
        _stop.Cancel();
        // A running check uses both until it ends.
        if (!_watching.Wait(MostToEnd))
            return;
        _stop.Dispose();
        _notice.Dispose();
    }

    private FileSystemWatcher? CreateWatcher()
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(Path.GetDirectoryName(_path)!, Path.GetFileName(_path));
            watcher.Changed += (_, _) => Notice();
            watcher.Created += (_, _) => Notice();
            watcher.Renamed += (_, _) => Notice();
            watcher.Error += (_, _) => Notice();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception e) when (e is IOException or ArgumentException or PlatformNotSupportedException or UnauthorizedAccessException)
        {
            watcher?.Dispose();
            PolicyLog.OnlyPolling(_logger, _path, _pollInterval, e);
            return null;
        }
    }

    private void Notice()
    {
        try
        {
            _notice.Release();
        }
        catch (ObjectDisposedException)
        {
            // Disposed meanwhile.
        }
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await _notice.WaitAsync(_pollInterval, stop).ConfigureAwait(false);
                // Several notifications of one change count as one.
                while (_notice.Wait(0, stop))
                {
                }

                await _look(stop).ConfigureAwait(false);
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                PolicyLog.WatchFailed(_logger, _path, e);
            }
        }
    }
}
