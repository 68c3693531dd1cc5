using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;
using DeepQ.Orleans.Silos;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;

namespace DeepQ.Orleans.Grains;

/// <summary>Runs an actor on its silo. If the silo is lost, a new actor starts on another one, with new episodes.</summary>
[RandomPlacement]
[Immovable]
[CollectionAgeLimit(Minutes = 2)]
internal sealed class ActorGrain : Grain, IActorGrain
{
    private ActorJob? _job;

    public async Task<ActorAnswer> AskAsync(TrainingSession session, int actor)
    {
        // One that another took the place of has ended; this is the one that is asked.
        if (_job is { HasEnded: true })
            _job = null;
        if (_job is null)
        {
            if (ServiceProvider.GetService<SiloDefinitions>() is not { } definitions || !await definitions.KnowsAsync(session.Run))
            {
                // A deactivated grain would be placed on the same silo again; the caller's hint names a silo that trains.
                MigrateOnIdle();
                return new ActorAnswer(TrainingState.Full, "", 0, "");
            }

            _job = await definitions.BeginActorAsync(session, actor, GrainFactory);
        }

        return _job.Ask();
    }

    public Task StopAsync()
    {
        DeactivateOnIdle();
        return EndAsync();
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
