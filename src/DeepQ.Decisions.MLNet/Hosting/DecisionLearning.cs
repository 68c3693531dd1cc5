using DeepQ.Decisions.Gating;
using DeepQ.Decisions.MLNet.Training;
using DeepQ.Decisions.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DeepQ.Decisions.MLNet.Hosting;

/// <summary>Looks after the versions that decide, and learns again when there is enough that is new.</summary>
internal sealed class DecisionLearning(
    DecisionTrainer trainer,
    IDecisionStore store,
    PolicyRegistry registry,
    IOptions<DecisionTrainerOptions> options,
    TimeProvider time,
    ILogger<DecisionTrainer> logger) : BackgroundService
{
    private long _known;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(options.Value.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await GoOnAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception error) when (error is not OperationCanceledException and not OutOfMemoryException)
            {
                TrainingLogger.Failed(logger, error);
            }
        }
    }

    private async Task GoOnAsync(CancellationToken cancellationToken)
    {
        WatchVerdict verdict = await trainer.Gate.LookAsync(cancellationToken).ConfigureAwait(false);
        if (verdict.Action is { } action)
            TrainingLogger.Changed(logger, action.ToString(), verdict.Reason);

        // What is deleted by age makes nothing new old.
        long decisions = (await store.CountAsync(cancellationToken).ConfigureAwait(false)).Decisions;
        _known = Math.Min(_known, decisions);
        if (registry.CandidateVersion is not null || decisions - _known < options.Value.NewDecisions)
            return;
        _known = decisions;
        await trainer.TrainAsync(null, cancellationToken).ConfigureAwait(false);
    }
}
