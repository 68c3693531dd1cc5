using DeepQ.Orleans.Messages;
using DeepQ.Orleans.Silos;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;

namespace DeepQ.Orleans.Grains;

/// <summary>
/// Runs a training of a sweep on its silo, from its checkpoint if there is one. A silo without a free place refuses, and the caller asks for
/// a grain with another key, which is on a random silo. Without requests for ten minutes, the training ends and leaves its checkpoint.
/// </summary>
[RandomPlacement]
[Immovable]
[CollectionAgeLimit(Minutes = 10)]
internal sealed class TrainingGrain : Grain, ITrainingGrain
{
    private TrainingJob? _job;

    // Null on a silo that has the library and does not train.
    private SiloTrainings? Trainings => ServiceProvider.GetService<SiloTrainings>();

    public async Task<TrainingAnswer> AskAsync(TrainingOrder order, TrainingQuestion question)
    {
        if (_job is null)
        {
            (_job, TrainingAnswer? refusal) = Trainings is { } trainings
                ? await trainings.BeginAsync(order)
                : (null, new TrainingAnswer(TrainingState.Full, ""));
            if (refusal is not null)
            {
                DeactivateOnIdle();
                return refusal;
            }
        }

        TrainingAnswer answer = _job!.Ask(question);
        if (!_job.IsHeld)
            return answer;
        _job = null;
        DeactivateOnIdle();
        return answer with { State = TrainingState.Held };
    }

    public Task StopAsync()
    {
        DeactivateOnIdle();
        return EndAsync();
    }

    public async Task ForgetAsync(TrainingOrder order)
    {
        DeactivateOnIdle();
        await EndAsync();
        if (Trainings is { } trainings)
            await Task.Run(() => trainings.Forget(order));
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
