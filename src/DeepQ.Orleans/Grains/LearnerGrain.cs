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

    public async Task<LearnerAnswer> AskAsync(TrainingRun run)
    {
        if (_job is { IsAbandoned: true })
        {
            await _job.EndAsync();
            _job = null;
        }

        if (_job is null)
        {
            if (await FindAsync(run) is not { } definitions)
                return new LearnerAnswer(TrainingState.Full, "");
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

    public async Task<byte[]> ReadCheckpointAsync(TrainingRun run, long start, int length)
    {
        SiloDefinitions definitions = await FindAsync(run) ?? throw Unavailable();
        return await Task.Run(() => definitions.ReadCheckpoint(run, start, length));
    }

    public Task CancelAsync()
    {
        _job?.Cancel();
        return Task.CompletedTask;
    }

    public async Task EndAsync(TrainingRun run, bool forget)
    {
        SiloDefinitions? definitions = forget ? await FindAsync(run) ?? throw Unavailable() : null;
        DeactivateOnIdle();
        await EndAsync();
        if (definitions is not null)
            await Task.Run(() => definitions.Forget(run));
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        EndAsync().WaitAsync(cancellationToken);

    private static SiloUnavailableException Unavailable() => new("The silo does not have the training.");

    private async Task<SiloDefinitions?> FindAsync(TrainingRun run)
    {
        if (ServiceProvider.GetService<SiloDefinitions>() is { } definitions && await definitions.KnowsAsync(run))
            return definitions;
        // A deactivated grain would be placed on the same silo again; the caller's hint names a silo that trains.
        MigrateOnIdle();
        return null;
    }

    private Task EndAsync()
    {
        Task ended = _job?.EndAsync() ?? Task.CompletedTask;
        _job = null;
        return ended;
    }
}
