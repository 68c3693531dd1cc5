using Microsoft.Extensions.Logging;

namespace DeepQ.Serving.Hosting;

/// <summary>Looks at a file whenever the system tells of a change, and at every interval besides.</summary>
/// <remarks>
/// What the file holds decides, and not its length and time: a look that finds nothing new costs no more than to read it. So
/// nothing is missed where notices are lost, a folder is made anew, or a clock stands still.
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
    /// <param name="pollInterval">The longest time from one look to the next.</param>
    /// <param name="look">Looks at the file.</param>
    /// <param name="logger">Receives warnings.</param>
    public PolicyFileWatch(string path, TimeSpan pollInterval, Func<CancellationToken, Task> look, ILogger logger)
    {
        (_path, _pollInterval, _look, _logger) = (path, pollInterval, look, logger);
        _watcher = CreateWatcher();
        _watching = Task.Run(() => WatchAsync(_stop.Token));
    }

    /// <summary>Ends the watch; a look that does not end is left to itself.</summary>
    public void Dispose()
    {
        if (_stop.IsCancellationRequested)
            return;
        _watcher?.Dispose();
        _stop.Cancel();
        // What is under way uses both until it ends.
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
                // Many notices of one change are one.
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
