using Microsoft.Extensions.Logging;

namespace DeepQ.Serving;

/// <summary>Calls back when a file has changed and then stayed as it is for a while.</summary>
/// <remarks>
/// Changes are noticed by the operating system or, at the latest after the poll interval, by the file's length and time.
/// </remarks>
internal sealed class PolicyFileWatch : IDisposable
{
    private readonly string _path;
    private readonly TimeSpan _pollInterval;
    private readonly TimeSpan _settleTime;
    private readonly Action _changed;
    private readonly ILogger _logger;
    private readonly FileSystemWatcher? _watcher;
    private readonly SemaphoreSlim _notice = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    public PolicyFileWatch(string path, TimeSpan pollInterval, TimeSpan settleTime, Action changed, ILogger logger)
    {
        (_path, _pollInterval, _settleTime, _changed, _logger) = (path, pollInterval, settleTime, changed, logger);
        _watcher = CreateWatcher();
        (long, DateTime) seen = Stamp();
        _watching = Task.Run(() => WatchAsync(seen, _stop.Token));
    }

    public void Dispose()
    {
        if (_stop.IsCancellationRequested)
            return;
        _watcher?.Dispose();
        _stop.Cancel();
        _watching.Wait();
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
        catch (Exception e) when (e is IOException or ArgumentException or PlatformNotSupportedException)
        {
            watcher?.Dispose();
            PolicyLog.OnlyPolling(_logger, _path, _pollInterval, e);
            return null;
        }
    }

    private void Notice()
    {
        if (!_stop.IsCancellationRequested)
            _notice.Release();
    }

    private async Task WatchAsync((long, DateTime) seen, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                bool noticed = await _notice.WaitAsync(_pollInterval, stop).ConfigureAwait(false);
                (long, DateTime) stamp = Stamp();
                if (!noticed && stamp == seen)
                    continue;
                seen = await SettledAsync(stamp, stop).ConfigureAwait(false);
                _changed();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                PolicyLog.WatchFailed(_logger, _path, e);
            }
        }
    }

    /// <summary>Waits until the file does not change any more and nothing notices that it did.</summary>
    private async Task<(long, DateTime)> SettledAsync((long, DateTime) stamp, CancellationToken stop)
    {
        while (true)
        {
            bool noticed = await _notice.WaitAsync(_settleTime, stop).ConfigureAwait(false);
            (long, DateTime) next = Stamp();
            if (!noticed && next == stamp)
                return next;
            stamp = next;
        }
    }

    /// <summary>The length and time of the file that the path leads to in the end; mounted volumes swap links.</summary>
    private (long Length, DateTime Written) Stamp()
    {
        try
        {
            FileInfo file = new(_path);
            if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
                file = target;
            return file.Exists ? (file.Length, file.LastWriteTimeUtc) : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
