using System.Threading.Channels;
using DeepQ.Serving.Inputs;
using DeepQ.Serving.Runtime;

namespace DeepQ.Serving.Hosting;

/// <summary>Combines concurrent requests for one state each into runs of many.</summary>
/// <remarks>
/// <para>
/// The bound on latency: the batch of a request begins at the latest <see cref="MicroBatchOptions.MaxDelay"/> after the
/// request arrived (within the resolution of the system's timers) or, if that is later, when the batches of earlier
/// requests have run. A full batch begins at once, and requests that arrived while another batch ran do not wait again.
/// </para>
/// <para>All answers of a batch come from one version of the policy.</para>
/// </remarks>
public sealed class MicroBatcher : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan MostToEnd = TimeSpan.FromSeconds(2);

    private readonly ReloadingPolicy _policy;
    private readonly MicroBatchOptions _options;
    private readonly TimeProvider _time;
    private readonly Channel<PolicyRequest> _queue;
    private readonly Task _answering;

    /// <summary>Starts to accept requests.</summary>
    /// <param name="policy">The policy; the caller disposes it, after this object.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="time">The clock of the delay; null for the system's.</param>
    public MicroBatcher(ReloadingPolicy policy, MicroBatchOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(policy);
        (_policy, _options, _time) = (policy, options ?? new(), time ?? TimeProvider.System);
        _queue = Channel.CreateBounded<PolicyRequest>(_options.QueueLength);
        _answering = Task.Run(AnswerAsync);
    }

    /// <summary>Returns the greedy action in one state, with its values.</summary>
    /// <param name="state">The values of the state; they must not change before the task completes.</param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentException">
    /// The length of the state or of the mask does not match the policy, the state has a NaN or an infinity, or no
    /// action is legal.
    /// </exception>
    /// <exception cref="UnscorableStateException">A Q-value in the state is NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    /// <exception cref="ObjectDisposedException">The batcher or its policy was disposed.</exception>
    public Task<PolicyDecision> DecideAsync(
        ReadOnlyMemory<float> state,
        ReadOnlyMemory<bool> legal = default,
        CancellationToken cancellationToken = default) => AskAsync(state, null, legal, cancellationToken);

    /// <summary>Returns the greedy action in one row, with its values.</summary>
    /// <param name="row">One row, created for this policy; it must not change before the task completes.</param>
    /// <inheritdoc cref="DecideAsync(ReadOnlyMemory{float}, ReadOnlyMemory{bool}, CancellationToken)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<PolicyDecision> DecideAsync(
        PolicyRows row, ReadOnlyMemory<bool> legal = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(row);
        return AskAsync(default, row, legal, cancellationToken);
    }

    /// <summary>
    /// Answers waiting requests and accepts no new ones; abandons what takes longer than two seconds.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await Task.WhenAny(_answering, Task.Delay(MostToEnd)).ConfigureAwait(false);
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task<PolicyDecision> AskAsync(
        ReadOnlyMemory<float> state, PolicyRows? row, ReadOnlyMemory<bool> legal, CancellationToken cancellationToken)
    {
        // Checked here, so that one bad request does not fail the others of its batch.
        if (row is null)
            CheckState(state);
        else
            CheckRow(row);
        PolicyArguments.RequireMask(_policy.IsMaskRequired, legal.Span);
        PolicyArguments.CheckLegal(legal.Span, 1, _policy.ActionCount);
        PolicyRequest request = new(state, row, legal, _time.GetTimestamp(), cancellationToken);
        try
        {
            await _queue.Writer.WriteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(MicroBatcher));
        }

        return await request.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void CheckState(ReadOnlyMemory<float> state)
    {
        PolicyArguments.RequireStates(_policy.ObservationSize);
        if (state.Length != _policy.ObservationSize)
        {
            throw new ArgumentException(
                $"The state has {state.Length} values; the policy observes {_policy.ObservationSize}.", nameof(state));
        }

        PolicyArguments.CheckFinite(state.Span, state.Length);
    }

    private void CheckRow(PolicyRows row)
    {
        row.RequireFit(_policy);
        if (row.Count != 1)
            throw new ArgumentException($"There are {row.Count} rows; a request takes one.", nameof(row));
    }

    private async Task AnswerAsync()
    {
        List<PolicyRequest> batch = new(_options.MaxBatchSize);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            await GatherAsync(batch).ConfigureAwait(false);
            batch.RemoveAll(request => request.IsAbandoned);
            if (batch.Count > 0)
                PolicyBatch.Answer(_policy, batch);
        }
    }

    private async Task GatherAsync(List<PolicyRequest> batch)
    {
        Task? limit = null;
        while (batch.Count < _options.MaxBatchSize)
        {
            if (_queue.Reader.TryRead(out PolicyRequest? request))
            {
                batch.Add(request);
                continue;
            }

            TimeSpan left = batch.Count == 0
                ? _options.MaxDelay
                : _options.MaxDelay - _time.GetElapsedTime(batch[0].Arrived);
            if (left <= TimeSpan.Zero)
                return;
            limit ??= Task.Delay(left, _time);
            Task<bool> more = _queue.Reader.WaitToReadAsync().AsTask();
            if (await Task.WhenAny(more, limit).ConfigureAwait(false) == limit || !await more.ConfigureAwait(false))
                return;
        }
    }
}
