using System.Collections.Concurrent;
using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans.Grains;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Cluster;

/// <summary>Runs the trainings of a sweep on silos, and requests their status.</summary>
internal sealed class ClusterSweepTrainer(
    IGrainFactory grains, string sweep, string fingerprint, int places, ClusterSweepOptions options) : ISweepTrainer
{
    // One that takes its silo down with it would take down the next one, too.
    private const int MostAttempts = 10;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private readonly ConcurrentBag<Task> _farewells = [];
    // How often a training was sent on, by its key. A deactivated grain would be placed on the same silo again, and one of another key anywhere.
    private readonly ConcurrentDictionary<string, int> _moves = [];

    public int Places => places;

    public async Task<ISweepTraining> TrainAsync(SweepTrainingOrder order, CancellationToken cancellationToken)
    {
        TrainingOrder own = TrainingOrder.Of(sweep, fingerprint, order);
        try
        {
            TrainingAnswer answer = await AskAsync(own, new TrainingQuestion(0), cancellationToken).ConfigureAwait(false);
            return new ClusterTraining(this, own, answer, cancellationToken);
        }
        catch (SweepTrialException)
        {
            Leave(own, forget: true);
            throw;
        }
        catch
        {
            Leave(own, forget: false);
            throw;
        }
    }

    /// <summary>Asks until there is an answer.</summary>
    /// <exception cref="SweepTrialException">The trial failed because of its settings.</exception>
    /// <exception cref="SweepClusterException">A silo cannot train, or none answers.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled.</exception>
    public async Task<TrainingAnswer> AskAsync(TrainingOrder order, TrainingQuestion question, CancellationToken cancellationToken)
    {
        ITrainingGrain grain = GrainOf(order);
        Patience patience = new(options, cancellationToken);
        HashSet<Guid> attempts = [];
        TimeSpan pause = FirstPause;
        long heard = options.TimeProvider.GetTimestamp();
        while (true)
        {
            TrainingAnswer answer = await patience.AskAsync(() => grain.AskAsync(order, question)).ConfigureAwait(false);
            switch (answer.State)
            {
                case TrainingState.Failed:
                    throw new SweepTrialException(answer.Text);
                case TrainingState.Broken:
                    throw new SweepClusterException(
                        $"The silo '{answer.Silo}' cannot train candidate {order.Candidate}: {answer.Text}");
                // Before that, it is not known whether another silo holds the checkpoint.
                case TrainingState.Running or TrainingState.Done when answer.Attempt != Guid.Empty:
                    options.Progress?.Report(new SweepTrainingProgress(
                        order.Candidate, order.Round, order.Seed, answer.Silo, answer.Steps, order.Steps));
                    attempts.Add(answer.Attempt);
                    heard = options.TimeProvider.GetTimestamp();
                    break;
                case TrainingState.Full:
                    _moves.AddOrUpdate(order.Key(), 1, (_, moves) => moves + 1);
                    grain = GrainOf(order);
                    // A silo that has places will have a free one.
                    if (answer.Silo.Length > 0)
                        heard = options.TimeProvider.GetTimestamp();
                    break;
            }

            if (answer.State == TrainingState.Done)
                return answer;
            if (answer.State is TrainingState.Held or TrainingState.Full && options.TimeProvider.GetElapsedTime(heard) > options.Patience)
                throw Standstill(order, answer);
            if (attempts.Count > MostAttempts)
            {
                throw new SweepClusterException(
                    $"Candidate {order.Candidate} was lost with its silo {MostAttempts} times, the last time on '{answer.Silo}'.");
            }

            await Task.Delay(pause, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            pause = pause * 1.5 < options.PollInterval ? pause * 1.5 : options.PollInterval;
        }
    }

    /// <summary>Ends a training on its silo, for good or for now.</summary>
    public void Leave(TrainingOrder order, bool forget)
    {
        ITrainingGrain grain = GrainOf(order);
        _farewells.Add(SayAsync(forget ? grain.ForgetAsync(order) : grain.StopAsync()));

        // A silo that does not hear of it ends the training later by itself.
        static async Task SayAsync(Task farewell) => await farewell.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Waits until the silos have received all that.</summary>
    public Task FinishAsync() => Task.WhenAll(_farewells);

    private SweepClusterException Standstill(TrainingOrder order, TrainingAnswer answer) => new(answer.State == TrainingState.Full
        ? $"No silo has trained candidate {order.Candidate} for {options.Patience}: those that were asked do not train for sweeps. Call " +
            "AddDeepQSweeps where they are configured."
        : $"The silo '{answer.Silo}' has found the checkpoint of candidate {order.Candidate} held by another silo for " +
            $"{options.Patience}. A silo that was lost releases it ten minutes after the last request: call SweepAsync again, or raise " +
            "Patience.");

    private ITrainingGrain GrainOf(TrainingOrder order)
    {
        string key = order.Key();
        return grains.GetGrain<ITrainingGrain>($"{key}.{_moves.GetValueOrDefault(key)}");
    }
}
