using DeepQ.Decisions.Events;
using DeepQ.Decisions.Gating;
using DeepQ.Decisions.Hosting;
using DeepQ.Decisions.MLNet.Training;
using DeepQ.Decisions.Policies;
using DeepQ.Decisions.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DeepQ.Decisions.MLNet.Hosting;

/// <summary>Watches the versions that decide, and learns again when there are enough new decisions.</summary>
internal sealed class DecisionLearning(
    DecisionTrainer trainer,
    IDecisionStore store,
    PolicyRegistry registry,
    IOptions<DecisionTrainerOptions> options,
    TimeProvider time,
    ILogger<DecisionTrainer> logger) : PeriodicService(options.Value.Interval, time)
{
    private long? _read;
    private long _new;
    private string? _told;

    protected override async Task TickAsync(CancellationToken cancellationToken)
    {
        await TryAsync(LookAsync, cancellationToken).ConfigureAwait(false);
        await TryAsync(LearnAsync, cancellationToken).ConfigureAwait(false);
    }

    private async Task TryAsync(Func<CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException and not OutOfMemoryException)
        {
            TrainingLogger.Failed(logger, error);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        WatchVerdict verdict = await trainer.Gate.LookAsync(cancellationToken).ConfigureAwait(false);
        if (verdict.Action is { } action)
            TrainingLogger.Changed(logger, action.ToString(), verdict.Reason);
        else if (verdict.Reason != _told && registry.CandidateVersion is { } candidate)
            TrainingLogger.Tried(logger, candidate.Name, verdict.Reason);
        _told = verdict.Reason;
    }

    private async Task LearnAsync(CancellationToken cancellationToken)
    {
        await CountAsync(cancellationToken).ConfigureAwait(false);
        if ((registry.CandidateVersion is not null && registry.Held is null) || _new < options.Value.NewDecisions)
            return;
        _new = 0;
        await trainer.TrainAsync(null, cancellationToken).ConfigureAwait(false);
    }

    // Each event is counted once; events deleted meanwhile were counted before.
    private async Task CountAsync(CancellationToken cancellationToken)
    {
        _read ??= await FindUnreadAsync(cancellationToken).ConfigureAwait(false);
        await foreach (LoggedEvent logged in store.ReadAsync(_read.Value, cancellationToken).ConfigureAwait(false))
        {
            _read = logged.Sequence;
            _new += logged.Event is Decision ? 1 : 0;
        }
    }

    // After a restart, the decisions that the last version was learned from are not new.
    private async Task<long> FindUnreadAsync(CancellationToken cancellationToken) =>
        registry.History.LastOrDefault(entry => entry.Action == RegistryAction.Added) is { } added
            ? await store.FindStartAsync(added.Time, cancellationToken).ConfigureAwait(false)
            : 0;
}
