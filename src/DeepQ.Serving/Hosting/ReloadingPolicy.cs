using DeepQ.Onnx.Files;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Policies;
using DeepQ.Serving.Inputs;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeepQ.Serving.Hosting;

/// <summary>A policy that follows its file: when the file changes, the new version takes over between two calls.</summary>
/// <remarks>
/// A new file is loaded, compared with the served version and tested before it takes over; it must have the same
/// observation shape, or columns, and the same actions. No call fails or waits meanwhile: running calls finish on the
/// version with which they began, which is freed after the last of them. A file that cannot be served is refused and
/// logged once, and the previous version stays in use.
/// </remarks>
public sealed class ReloadingPolicy : IPolicy, IDisposable
{
    private const int MostLooks = 25;
    private const int LargeBytes = 4 << 20;

    private readonly string _path;
    private readonly PolicyOptions _runtime;
    private readonly ILogger _logger;
    private readonly PolicyMeter _metrics;
    private readonly Lock _reloading = new();
    private readonly Lock _swapping = new();
    private readonly TimeSpan _settleTime;
    private readonly PolicyFileWatch? _watch;
    private LoadedPolicy _current;
    private string? _refused;
    private bool _disposed;

    /// <summary>Loads the policy and starts to watch its file.</summary>
    /// <param name="options">The file, and how to serve it.</param>
    /// <param name="logger">Receives reloads, refusals and warnings; null for none.</param>
    /// <param name="metrics">The metrics; null for separate ones.</param>
    /// <exception cref="ArgumentException">The options do not name a file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="PolicyFormatException">The file is not a policy, or its Q-values are not finite.</exception>
    /// <exception cref="InvalidOperationException">
    /// A requested GPU cannot be used, or the application has no native ONNX Runtime.
    /// </exception>
    public ReloadingPolicy(
        PolicyServiceOptions options, ILogger<ReloadingPolicy>? logger = null, PolicyMeter? metrics = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.Path, nameof(options.Path));
        _path = Path.GetFullPath(options.Path);
        _logger = logger ?? NullLogger<ReloadingPolicy>.Instance;
        _metrics = metrics ?? new PolicyMeter();
        _runtime = WithLog(options.Runtime);
        _settleTime = options.SettleTime;
        _current = new LoadedPolicy(LoadFirst());
        // Later versions may use no operators beyond those of the first one.
        _runtime = _runtime with { Profile = _current.Policy.Profile };
        PolicyLog.Loaded(_logger, _path, Version);
        if (options.ReloadOnChange)
            _watch = new PolicyFileWatch(_path, options.PollInterval, LookAsync, _logger);
    }

    /// <inheritdoc/>
    public PolicyMetadata? Metadata => Current.Policy.Metadata;

    /// <inheritdoc/>
    public int ObservationSize => Current.Policy.ObservationSize;

    /// <inheritdoc/>
    public IReadOnlyList<PolicyInput> Inputs => Current.Policy.Inputs;

    /// <inheritdoc/>
    public int ActionCount => Current.Policy.ActionCount;

    /// <inheritdoc/>
    public IReadOnlyList<string> ActionNames => Current.Policy.ActionNames;

    /// <summary>
    /// The SHA-256 of the file that is served. For the version of a particular answer, see <see cref="Acquire"/>.
    /// </summary>
    public string Version => Current.Policy.Version;

    /// <summary>The execution provider in use: <c>CPUExecutionProvider</c> or <c>CUDAExecutionProvider</c>.</summary>
    public string ExecutionProvider => Current.Policy.ExecutionProvider;

    /// <summary>The reason why the current file is not served; null if it is.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Whether a mask of the legal actions is required for each state.</summary>
    public bool IsMaskRequired => Current.Policy.Signature.IsMaskRequired;

    private LoadedPolicy Current => Volatile.Read(ref _current);

    /// <summary>Holds the current version, so that several calls, or a call and its version, belong together.</summary>
    /// <returns>The lease, which the caller disposes.</returns>
    /// <exception cref="ObjectDisposedException">The policy was disposed.</exception>
    public PolicyLease Acquire() => new(Enter(), _metrics);

    /// <summary>Checks the file now, without waiting for a notification.</summary>
    /// <returns>The result.</returns>
    /// <exception cref="ObjectDisposedException">The policy was disposed.</exception>
    public PolicyReload Reload()
    {
        lock (_reloading)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            try
            {
                byte[] file = OnnxFile.ReadBytes(_path, _runtime.Limits.FileBytes);
                return Take(file, PolicyCandidate.VersionOf(file));
            }
            catch (Exception e) when (e is IOException or PolicyFormatException)
            {
                Refuse(Told(e), e);
                return PolicyReload.Refused;
            }
        }
    }

    /// <inheritdoc/>
    public int Act(ReadOnlySpan<float> state, ReadOnlySpan<bool> legal = default)
    {
        int action = 0;
        Act(state, new Span<int>(ref action), legal);
        return action;
    }

    /// <inheritdoc/>
    public void Act(ReadOnlySpan<float> states, Span<int> actions, ReadOnlySpan<bool> legal = default)
    {
        using PolicyCall call = new(Enter(), _metrics);
        call.Policy.Act(states, actions, legal);
        call.Answered(states.Length / call.Policy.ObservationSize);
    }

    /// <inheritdoc/>
    public void QValues(ReadOnlySpan<float> states, Span<float> qValues)
    {
        using PolicyCall call = new(Enter(), _metrics);
        call.Policy.QValues(states, qValues);
        call.Answered(states.Length / call.Policy.ObservationSize);
    }

    /// <inheritdoc/>
    public void Evaluate(
        ReadOnlySpan<float> states, Span<float> qValues, Span<int> actions, ReadOnlySpan<bool> legal = default)
    {
        using PolicyCall call = new(Enter(), _metrics);
        call.Policy.Evaluate(states, qValues, actions, legal);
        call.Answered(states.Length / call.Policy.ObservationSize);
    }

    /// <inheritdoc/>
    public int Act(PolicyRows row, ReadOnlySpan<bool> legal = default)
    {
        using PolicyCall call = new(Enter(), _metrics);
        int action = call.Policy.Act(row, legal);
        call.Answered(1);
        return action;
    }

    /// <inheritdoc/>
    public void Evaluate(PolicyRows rows, Span<float> qValues, Span<int> actions, ReadOnlySpan<bool> legal = default)
    {
        using PolicyCall call = new(Enter(), _metrics);
        call.Policy.Evaluate(rows, qValues, actions, legal);
        call.Answered(rows.Count);
    }

    /// <summary>
    /// Stops watching and frees the policy once the last running call has ended. It takes two seconds at most; a load
    /// in progress is freed when it ends.
    /// </summary>
    public void Dispose()
    {
        _watch?.Dispose();
        lock (_swapping)
        {
            if (_disposed)
                return;
            _disposed = true;
        }

        Current.Leave();
    }

    // The message of a host that cannot start has to name the file.
    private ModelPolicy LoadFirst()
    {
        byte[] file = OnnxFile.ReadBytes(_path, _runtime.Limits.FileBytes);
        try
        {
            return PolicyCandidate.Load(file, _runtime);
        }
        catch (PolicyFormatException e)
        {
            throw new PolicyFormatException($"The policy '{_path}' cannot be served. {e.Message}", e);
        }
    }

    /// <summary>Switches to a new file once its content has been stable for the settle time.</summary>
    private async Task LookAsync(CancellationToken stop)
    {
        string? before = null;
        for (int looks = 0; ; looks++)
        {
            (byte[] file, string version) = Read();
            if (file.Length == 0 || version == before || version == Version || version == _refused)
            {
                if (file.Length > 0)
                    TakeUnlessDisposed(file, version);
                return;
            }

            if (looks == MostLooks)
            {
                lock (_reloading)
                    Refuse("restless", new PolicyFormatException("The file keeps changing: it is read once it is stable."));
            }

            before = version;
            await Task.Delay(_settleTime, stop).ConfigureAwait(false);
        }
    }

    // Without bytes if the file cannot be read, which is reported.
    private (byte[] File, string Version) Read()
    {
        try
        {
            byte[] file = OnnxFile.ReadBytes(_path, _runtime.Limits.FileBytes);
            if (file.Length == 0)
                throw new PolicyFormatException("The file is empty.");
            return (file, PolicyCandidate.VersionOf(file));
        }
        catch (Exception e) when (e is IOException or PolicyFormatException)
        {
            lock (_reloading)
                Refuse(Told(e), e);
            return ([], "");
        }
    }

    private void TakeUnlessDisposed(byte[] file, string version)
    {
        lock (_reloading)
        {
            if (!_disposed)
                Take(file, version);
        }
    }

    private PolicyReload Take(byte[] file, string version)
    {
        if (version == Version)
        {
            (_refused, Refusal) = (null, null);
            return PolicyReload.Unchanged;
        }

        if (version == _refused)
            return PolicyReload.Refused;
        try
        {
            Replace(PolicyCandidate.Load(file, _runtime, Current.Policy));
            return PolicyReload.Replaced;
        }
        catch (Exception e)
        {
            // Whatever a file causes while it is loaded, the previous version continues to serve.
            Refuse(version, e);
            return PolicyReload.Refused;
        }
        finally
        {
            // A large file leaves large objects behind, which would otherwise stay in memory for long.
            if (file.Length > LargeBytes)
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private LoadedPolicy Enter()
    {
        while (true)
        {
            // It is released only between its replacement and the next check.
            LoadedPolicy loaded = Current;
            if (loaded.TryEnter())
                return loaded;
            ObjectDisposedException.ThrowIf(_disposed, this);
        }
    }

    private void Replace(ModelPolicy policy)
    {
        LoadedPolicy old;
        lock (_swapping)
        {
            if (_disposed)
            {
                policy.Dispose();
                return;
            }

            old = Interlocked.Exchange(ref _current, new LoadedPolicy(policy));
        }

        (_refused, Refusal) = (null, null);
        _metrics.Reloaded();
        PolicyLog.Replaced(_logger, _path, old.Policy.Version, policy.Version);
        old.Leave();
    }

    // An unchanged file is checked repeatedly but reported only once: by its version, or by why it cannot be read.
    private void Refuse(string candidate, Exception error)
    {
        if (_refused == candidate)
            return;
        (_refused, Refusal) = (candidate, Told(error));
        _metrics.Refused();
        PolicyLog.Refused(_logger, _path, Version, error);
    }

    // Users who may query the health of a service need not know where its files are.
    private string Told(Exception error) => error switch
    {
        PolicyFormatException => error.Message.Replace(_path, Path.GetFileName(_path), StringComparison.Ordinal),
        FileNotFoundException or DirectoryNotFoundException => "The file does not exist.",
        IOException => "The file cannot be read: it is not a regular file, or access is denied.",
        _ => $"The file cannot be loaded: {error.GetType().Name}.",
    };

    // Each version would repeat the warnings of the previous one.
    private PolicyOptions WithLog(PolicyOptions runtime)
    {
        HashSet<string> warned = [];
        return runtime is OnnxPolicyOptions { Warning: null } onnx
            ? onnx with { Warning = message => { if (warned.Add(message)) PolicyLog.OnWarning(_logger, message); } }
            : runtime;
    }
}
