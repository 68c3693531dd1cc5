using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;
using DeepQ.Orleans.Silos;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Placement;

namespace DeepQ.Orleans.Grains;

/// <summary>Runs the learner on its silo. If the silo is lost, it continues on another one from the checkpoint, with the same shards.</summary>
[RandomPlacement]
[Immovable]
[Reentrant]
[CollectionAgeLimit(Minutes = 10)]
internal sealed class LearnerGrain : Grain, ILearnerGrain
{
    private LearnerJob? _job;

    private SiloDefinitions? Definitions => ServiceProvider.GetService<SiloDefinitions>();

    public async Task<LearnerAnswer> AskAsync(TrainingRun run)
    {
        if (_job is { IsAbandoned: true })
        {
            await _job.EndAsync();
            _job = null;
        }

        if (_job is null)
        {
            if (Definitions is not { } definitions)
            {
                // A grain that only ends is made again where it was. Whoever asks names a silo that trains.
                MigrateOnIdle();
                return new LearnerAnswer(TrainingState.Full, "");
            }

            LearnerJob begun = await definitions.BeginLearnerAsync(run, GrainFactory);
            if (_job is null)
                _job = begun;
            else
                await begun.EndAsync();
        }

        LearnerAnswer answer = _job.Ask();
        if (answer.State == TrainingState.Held)
            _job = null;
        return answer;
    }

    public Task<PublishedWeights?> GetWeightsAsync(long version) => Task.FromResult(_job?.WeightsAfter(version));

    public Task<byte[]> ReadCheckpointAsync(TrainingRun run, long start, int length) =>
        Definitions is { } definitions
            ? Task.Run(() => definitions.ReadCheckpoint(run, start, length))
            : throw new SiloUnavailableException("The silo does not train.");

    public Task CancelAsync()
    {
        _job?.Cancel();
        return Task.CompletedTask;
    }

    public async Task EndAsync(TrainingRun run, bool forget)
    {
        DeactivateOnIdle();
        await EndAsync();
        if (forget && Definitions is { } definitions)
            await Task.Run(() => definitions.Forget(run));
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        EndAsync().WaitAsync(cancellationToken);

    private Task EndAsync()
    {
        Task ended = _job?.EndAsync() ?? Task.CompletedTask;
        _job = null;
        return ended;
    }
}
